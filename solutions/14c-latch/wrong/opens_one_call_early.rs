//! rejected: assertion — one call is missing, and waiters go on
//! by: a_thread_that_has_to_wait_sleeps, a_thread_that_is_woken_for_nothing_sleeps_again, a_waiter_goes_on_when_all_have_counted_down (data_race), every_waiter_goes_on (data_race), no_waiter_goes_on_before_the_last_count_down, two_late_count_downs_at_the_same_time_change_nothing

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
        if *missing <= 1 {
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
        drop(self.opened.wait_while(missing, |missing| *missing > 1).unwrap());
    }
}
