//! rejected: lost_wakeup — it wakes one who may have to wait on, while another could eat
//! by: two_who_came_during_a_meal_can_eat_together_after_it

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::{Condvar, Mutex};

/// A round table. Fork `i` lies to the left of seat `i`, and fork 0 is also to the right of the last seat.
pub struct Table {
    forks: Vec<Fork>,
    taken: Mutex<Vec<bool>>,
    freed: Condvar,
}

impl Table {
    /// A table with this many seats, two at least, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table {
            forks: (0..seats).map(|_| Fork::new()).collect(),
            taken: Mutex::new(vec![false; seats]),
            freed: Condvar::new(),
        }
    }

    /// The philosopher at this seat picks up both forks, eats, and puts them back.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let n = self.forks.len();
        let right = (seat + 1) % n;
        let mut taken = self
            .freed
            .wait_while(self.taken.lock().unwrap(), |taken| taken[seat] || taken[right])
            .unwrap();
        taken[seat] = true;
        taken[right] = true;
        drop(taken);
        let meal = {
            let _left = self.left(seat).pick_up();
            let _right = self.right(seat).pick_up();
            eat()
        };
        let mut taken = self.taken.lock().unwrap();
        taken[seat] = false;
        taken[right] = false;
        drop(taken);
        self.freed.notify_one();
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
