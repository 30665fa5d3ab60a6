//! rejected: assertion — a call too many makes the count a great number
//! by: an_open_latch_stays_open (lost wakeup), counting_down_waits_for_no_sleeper, counting_down_waits_for_no_thread, three_hundred_late_calls_change_nothing, two_late_count_downs_at_the_same_time_change_nothing (lost wakeup)

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
        *missing = missing.wrapping_sub(1);
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
        let missing = self.missing.lock().unwrap();
        drop(self.opened.wait_while(missing, |missing| *missing > 0).unwrap());
    }
}
