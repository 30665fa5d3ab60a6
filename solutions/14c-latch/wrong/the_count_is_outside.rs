//! rejected: lost_wakeup — the count is an atomic, and the notification may come before the waiter sleeps
//! by: a_waiter_goes_on_when_all_have_counted_down, each_latch_has_its_own_count, every_waiter_goes_on, no_waiter_goes_on_before_the_last_count_down, two_late_count_downs_at_the_same_time_change_nothing

use interleave::sync::atomic::{AtomicUsize, Ordering::{AcqRel, Acquire, Relaxed}};
use interleave::sync::{Condvar, Mutex};

/// Closed until it has been counted down, and open from then on.
pub struct Latch {
    missing: AtomicUsize,
    mutex: Mutex<()>,
    opened: Condvar,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { missing: AtomicUsize::new(count), mutex: Mutex::new(()), opened: Condvar::new() }
    }

    pub fn count_down(&self) {
        let less = |missing: usize| missing.checked_sub(1);
        if self.missing.fetch_update(AcqRel, Relaxed, less) == Ok(1) {
            self.opened.notify_all();
        }
    }

    pub fn is_open(&self) -> bool {
        self.missing.load(Acquire) == 0
    }

    pub fn wait(&self) {
        let mut guard = self.mutex.lock().unwrap();
        while !self.is_open() {
            guard = self.opened.wait(guard).unwrap();
        }
    }
}
