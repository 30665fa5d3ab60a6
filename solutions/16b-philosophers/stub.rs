//! A round table with a fork between any two neighbouring seats, at which everyone can get stuck.

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
    // TODO: so far, each of them can have the left fork in hand, and wait for the right one.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let _left = self.left(seat).pick_up();
        let _right = self.right(seat).pick_up();
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
