//! rejected: lost_wakeup — three permits are released at once, and two threads are woken
//! by: three_permits_at_once_wake_three_threads, twelve_permits_at_once_wake_twelve_threads

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
        let is_free = *permits > 0;
        if is_free {
            *permits -= 1;
        }
        is_free
    }
    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
        for _ in 0..permits.min(2) {
            self.released.notify_one();
        }
    }
}
