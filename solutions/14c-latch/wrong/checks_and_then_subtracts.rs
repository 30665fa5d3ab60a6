//! rejected: lost_wakeup — two late calls find a count of 1, and one of them takes it below 0
//! by: two_late_count_downs_at_the_same_time_change_nothing

use interleave::sync::atomic::{
    AtomicUsize,
    Ordering::{AcqRel, Acquire},
};
use interleave::sync::{Condvar, Mutex};

pub struct Latch {
    count: AtomicUsize,
    mutex: Mutex<()>,
    opened: Condvar,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { count: AtomicUsize::new(count), mutex: Mutex::new(()), opened: Condvar::new() }
    }

    pub fn count_down(&self) {
        if self.count.load(Acquire) > 0 && self.count.fetch_sub(1, AcqRel) == 1 {
            drop(self.mutex.lock().unwrap());
            self.opened.notify_all();
        }
    }

    pub fn is_open(&self) -> bool {
        self.count.load(Acquire) == 0
    }

    pub fn wait(&self) {
        let mut guard = self.mutex.lock().unwrap();
        while !self.is_open() {
            guard = self.opened.wait(guard).unwrap();
        }
    }
}
