//! rejected: assertion — right but poor: a condvar wakes all, and one of them can go in
//! by: release_unparks_at_most_one_thread

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct ParkingLock {
    m: Mutex<bool>,
    c: Condvar,
}

impl ParkingLock {
    pub fn acquire(&self) {
        let mut g = self.m.lock().unwrap();
        while *g {
            g = self.c.wait(g).unwrap();
        }
        *g = true;
    }
    pub fn release(&self) {
        *self.m.lock().unwrap() = false;
        self.c.notify_all();
    }
}
