//! A round table with a fork between any two neighbouring seats, at which everyone gets to eat.

pub mod fork;

use fork::Fork;

/// A round table. Fork `i` lies to the left of seat `i`, and fork 0 is also to the right of the last seat.
pub struct Table {
    forks: Vec<Fork>,
}

impl Table {
    /// A table with this many seats, two at least, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect() }
    }

    /// The philosopher at this seat picks up both forks, eats, and puts them back.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        // Everyone picks up the fork with the smaller number first, so no circle can close.
        let is_last = seat + 1 == self.forks.len();
        let (first, second) = match is_last {
            false => (self.left(seat), self.right(seat)),
            true => (self.right(seat), self.left(seat)),
        };
        let _first = first.pick_up();
        let _second = second.pick_up();
        eat()
    }

    /// How often each fork was picked up.
    pub fn times(&self) -> Vec<u32> {
        self.forks.iter().map(Fork::times).collect()
    }

    fn left(&self, seat: usize) -> &Fork {
        &self.forks[seat]
    }

    fn right(&self, seat: usize) -> &Fork {
        &self.forks[(seat + 1) % self.forks.len()]
    }
}
