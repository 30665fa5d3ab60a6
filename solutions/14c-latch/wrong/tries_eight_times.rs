//! rejected: assertion — a call that loses eight races gives up
//! by: a_call_counts_even_if_a_thousand_others_overtake_it

use interleave::sync::atomic::{AtomicUsize, Ordering::*};
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
        let mut count = self.count.load(Relaxed);
        for _ in 0..8 {
            if count == 0 {
                return;
            }
            match self.count.compare_exchange(count, count - 1, Release, Relaxed) {
                Ok(1) => {
                    drop(self.mutex.lock().unwrap());
                    self.opened.notify_all();
                    return;
                }
                Ok(_) => return,
                Err(now) => count = now,
            }
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
