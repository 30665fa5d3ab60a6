//! rejected: assertion — every latch counts in one place
//! by: each_latch_has_its_own_count

use interleave::sync::{Condvar, Mutex};

/// How many calls of `count_down` there were.
static CALLED: Mutex<usize> = Mutex::new(0);

/// Closed until it has been counted down, and open from then on.
pub struct Latch {
    count: usize,
    opened: Condvar,
}

impl Latch {
    /// A latch that opens when `count_down` has been called so many times.
    pub fn new(count: usize) -> Self {
        Latch { count, opened: Condvar::new() }
    }

    /// Counts down by one. Does nothing if the latch is open.
    pub fn count_down(&self) {
        let mut called = CALLED.lock().unwrap();
        *called = called.saturating_add(1);
        self.opened.notify_all();
    }

    /// Whether the latch is open.
    pub fn is_open(&self) -> bool {
        *CALLED.lock().unwrap() >= self.count
    }

    /// Sleeps until the latch is open.
    pub fn wait(&self) {
        let called = CALLED.lock().unwrap();
        drop(self.opened.wait_while(called, |called| *called < self.count).unwrap());
    }
}
