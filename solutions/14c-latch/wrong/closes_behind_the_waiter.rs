//! rejected: lost_wakeup — a waiter that goes on closes the latch for the next
//! by: an_open_latch_stays_open (assertion), every_waiter_goes_on, fourteen_waiters_all_go_on, it_counts_to_256_and_300 (assertion), no_waiter_goes_on_before_the_last_count_down (assertion), two_late_count_downs_at_the_same_time_change_nothing (assertion)

use interleave::sync::{Condvar, Mutex};

/// Closed until it has been counted down, and open from then on.
pub struct Latch {
    /// How many calls of `count_down` are missing.
    missing: Mutex<usize>,
    count: usize,
    opened: Condvar,
}

impl Latch {
    /// A latch that opens when `count_down` has been called so many times.
    pub fn new(count: usize) -> Self {
        Latch { missing: Mutex::new(count), count, opened: Condvar::new() }
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
        let missing = self.missing.lock().unwrap();
        let mut missing = self.opened.wait_while(missing, |missing| *missing > 0).unwrap();
        *missing = self.count;
    }
}
