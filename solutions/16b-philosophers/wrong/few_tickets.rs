//! rejected: assertion — there are tickets for 256 meals
//! by: they_can_come_again

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::{Condvar, Mutex};

pub struct Table {
    forks: Vec<Fork>,
    s: Mutex<(u8, u8)>,
    changed: Condvar,
}
impl Table {
    pub fn new(seats: usize) -> Self {
        Table {
            forks: (0..seats).map(|_| Fork::new()).collect(),
            s: Mutex::new((0, 0)),
            changed: Condvar::new(),
        }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        {
            let mut s = self.s.lock().unwrap();
            let t = s.0;
            s.0 += 1;
            while s.1 != t {
                s = self.changed.wait(s).unwrap();
            }
        }
        let _l = self.left(seat).pick_up();
        let _r = self.right(seat).pick_up();
        self.s.lock().unwrap().1 += 1;
        self.changed.notify_all();
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
