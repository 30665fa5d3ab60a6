//! rejected: assertion — all semaphores share one condvar, and waiting there with a second mutex panics
//! by: each_semaphore_wakes_its_own_waiters

use interleave::sync::{Condvar, Mutex};

static RELEASED: Condvar = Condvar::new();
pub struct Semaphore {
    permits: Mutex<usize>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits) }
    }
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = RELEASED.wait(permits).unwrap();
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
        for _ in 0..permits { RELEASED.notify_one(); }
    }
}
