//! right: every other seat begins with the right fork

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
pub struct Table {
    forks: Vec<Fork>,
}

impl Table {
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect() }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let (first, second) = match seat.is_multiple_of(2) {
            true => (self.left(seat), self.right(seat)),
            false => (self.right(seat), self.left(seat)),
        };
        let _first = first.pick_up();
        let _second = second.pick_up();
        eat()
    }
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
