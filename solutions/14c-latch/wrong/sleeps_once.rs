//! rejected: assertion — a thread that was woken for nothing looks again and again
//! by: a_thread_that_is_woken_for_nothing_sleeps_again, counting_down_waits_for_no_sleeper

use interleave::sync::{Condvar, Mutex};
use interleave::thread;

pub struct Latch {
    missing: Mutex<usize>,
    opened: Condvar,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { missing: Mutex::new(count), opened: Condvar::new() }
    }

    pub fn count_down(&self) {
        let mut missing = self.missing.lock().unwrap();
        *missing = missing.saturating_sub(1);
        if *missing == 0 {
            self.opened.notify_all();
        }
    }

    pub fn is_open(&self) -> bool {
        *self.missing.lock().unwrap() == 0
    }

    pub fn wait(&self) {
        let missing = self.missing.lock().unwrap();
        if *missing > 0 {
            drop(self.opened.wait(missing).unwrap());
            while !self.is_open() {
                thread::yield_now();
            }
        }
    }
}
