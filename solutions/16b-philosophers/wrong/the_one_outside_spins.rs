//! rejected: assertion — the waiter lets one less in than there are seats, and the one outside spins
//! by: all_who_wait_sleep

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// A round table. Fork `i` lies to the left of seat `i`, and fork 0 is also to the right of the last seat.
pub struct Table {
    forks: Vec<Fork>,
    inside: AtomicUsize,
}

impl Table {
    /// A table with this many seats, two at least, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect(), inside: AtomicUsize::new(0) }
    }

    /// The philosopher at this seat picks up both forks, eats, and puts them back.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        loop {
            let inside = self.inside.load(SeqCst);
            if inside + 1 < self.forks.len()
                && self.inside.compare_exchange(inside, inside + 1, SeqCst, SeqCst).is_ok()
            {
                break;
            }
            interleave::hint::spin_loop();
        }
        let meal = {
            let _left = self.left(seat).pick_up();
            let _right = self.right(seat).pick_up();
            eat()
        };
        self.inside.fetch_sub(1, SeqCst);
        meal
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
