//! rejected: data_race — a count-down publishes nothing
//! by: a_thread_that_finds_it_open_sees_what_was_done_before, a_waiter_goes_on_when_all_have_counted_down, every_waiter_goes_on

use interleave::sync::atomic::{AtomicUsize, Ordering::{Acquire, Relaxed}};
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
        if self.missing.fetch_update(Acquire, Relaxed, less) == Ok(1) {
            // A waiter that has checked before this is asleep by now.
            drop(self.mutex.lock().unwrap());
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
