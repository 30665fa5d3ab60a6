//! rejected: deadlock — only the first who ever dines begins with the right fork
//! by: they_can_come_again

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// A round table. Fork `i` lies to the left of seat `i`, and fork 0 is also to the right of the last seat.
pub struct Table {
    forks: Vec<Fork>,
    someone: AtomicBool,
}

impl Table {
    /// A table with this many seats, two at least, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect(), someone: AtomicBool::new(false) }
    }

    /// The philosopher at this seat picks up both forks, eats, and puts them back.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        if self.someone.swap(true, SeqCst) {
            let _left = self.left(seat).pick_up();
            let _right = self.right(seat).pick_up();
            eat()
        } else {
            let _right = self.right(seat).pick_up();
            let _left = self.left(seat).pick_up();
            eat()
        }
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
