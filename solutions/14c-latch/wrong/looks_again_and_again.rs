//! rejected: assertion — a waiter yields until the latch is open
//! by: a_thread_that_has_to_wait_sleeps, a_thread_that_is_woken_for_nothing_sleeps_again, counting_down_waits_for_no_sleeper

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
            self.opened.notify_all();
        }
    }

    /// Whether the latch is open.
    pub fn is_open(&self) -> bool {
        *self.missing.lock().unwrap() == 0
    }

    /// Sleeps until the latch is open.
    pub fn wait(&self) {
        while !self.is_open() {
            interleave::thread::yield_now();
        }
    }
}
