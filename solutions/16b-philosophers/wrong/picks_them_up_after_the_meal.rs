//! rejected: assertion — it notes which seats eat, and picks up the forks after the meal
//! by: forks_are_in_hand_until_the_meal_is_over

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::{Condvar, Mutex};

pub struct Table {
    forks: Vec<Fork>,
    eating: Mutex<Vec<bool>>,
    changed: Condvar,
}
impl Table {
    pub fn new(seats: usize) -> Self {
        Table {
            forks: (0..seats).map(|_| Fork::new()).collect(),
            eating: Mutex::new(vec![false; seats]),
            changed: Condvar::new(),
        }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let n = self.forks.len();
        {
            let mut e = self.eating.lock().unwrap();
            while e[(seat + 1) % n] || e[(seat + n - 1) % n] {
                e = self.changed.wait(e).unwrap();
            }
            e[seat] = true;
        }
        let r = {
            let r = eat();
            let _l = self.left(seat).pick_up();
            let _r = self.right(seat).pick_up();
            r
        };
        self.eating.lock().unwrap()[seat] = false;
        self.changed.notify_all();
        r
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
