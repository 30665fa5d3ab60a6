//! rejected: lost_wakeup — the last call wakes one of two waiters
//! by: every_waiter_goes_on, fourteen_waiters_all_go_on

use interleave::sync::{Condvar, Mutex};

/// Closed until it has been counted down, and open from then on.
pub struct Latch {
    /// How many calls of `count_down` are missing.
    missing: Mutex<usize>,
    opened: Condvar,
}

impl Latch {
    /// A latch that opens when `count_down` has been called so many times.
    pub fn new(count: usize) -> Self {
        Latch { missing: Mutex::new(count), opened: Condvar::new() }
    }

    /// Counts down by one. Does nothing if the latch is open.
    pub fn count_down(&self) {
        let mut missing = self.missing.lock().unwrap();
        *missing = missing.saturating_sub(1);
        if *missing == 0 {
            self.opened.notify_one();
        }
    }

    /// Whether the latch is open.
    pub fn is_open(&self) -> bool {
        *self.missing.lock().unwrap() == 0
    }

    /// Sleeps until the latch is open.
    pub fn wait(&self) {
        let missing = self.missing.lock().unwrap();
        drop(self.opened.wait_while(missing, |missing| *missing > 0).unwrap());
    }
}
