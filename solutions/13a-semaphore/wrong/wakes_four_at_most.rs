//! rejected: lost_wakeup — twelve permits are released at once, and four threads are woken
//! by: twelve_permits_at_once_wake_twelve_threads

use interleave::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
    }
    pub fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            return false;
        }
        *permits -= 1;
        true
    }
    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
        for _ in 0..permits.min(4) {
            self.released.notify_one();
        }
    }
}
