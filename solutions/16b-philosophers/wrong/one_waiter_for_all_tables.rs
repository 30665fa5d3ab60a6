//! rejected: lost_wakeup — one waiter for all tables lets no one in while another table dines
//! by: tables_have_nothing_to_do_with_each_other

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::{Condvar, LazyLock, Mutex};

static INSIDE: LazyLock<Mutex<usize>> = LazyLock::new(|| Mutex::new(0));
static LEFT: LazyLock<Condvar> = LazyLock::new(Condvar::new);

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
        let mut inside = LEFT
            .wait_while(INSIDE.lock().unwrap(), |inside| *inside + 1 >= self.forks.len())
            .unwrap();
        *inside += 1;
        drop(inside);
        let meal = {
            let _left = self.left(seat).pick_up();
            let _right = self.right(seat).pick_up();
            eat()
        };
        *INSIDE.lock().unwrap() -= 1;
        LEFT.notify_all();
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
