//! rejected: lost_wakeup — the seats dine in turn, and wait for those who do not come
//! by: forks_are_in_hand_until_the_meal_is_over, neighbours_never_eat_at_the_same_time, they_can_come_again, two_who_came_during_a_meal_can_eat_together_after_it, two_who_share_no_fork_can_eat_together

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::{Condvar, Mutex};

/// A round table. Fork `i` lies to the left of seat `i`, and fork 0 is also to the right of the last seat.
pub struct Table {
    forks: Vec<Fork>,
    turn: Mutex<usize>,
    changed: Condvar,
}

impl Table {
    /// A table with this many seats, two at least, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table {
            forks: (0..seats).map(|_| Fork::new()).collect(),
            turn: Mutex::new(0),
            changed: Condvar::new(),
        }
    }

    /// The philosopher at this seat picks up both forks, eats, and puts them back.
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let turn =
            self.changed.wait_while(self.turn.lock().unwrap(), |turn| *turn != seat).unwrap();
        drop(turn);
        let meal = {
            let _left = self.left(seat).pick_up();
            let _right = self.right(seat).pick_up();
            eat()
        };
        *self.turn.lock().unwrap() = (seat + 1) % self.forks.len();
        self.changed.notify_all();
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
