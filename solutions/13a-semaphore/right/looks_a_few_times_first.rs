//! right: a waiter looks three times before it sleeps, and a woken one passes the wakeup on

use interleave::hint;
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
        for _ in 0..3 {
            if self.try_acquire() {
                return;
            }
            hint::spin_loop();
        }
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
        if *permits > 0 {
            self.released.notify_one();
        }
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
        let mut free = self.permits.lock().unwrap();
        *free += permits;
        self.released.notify_one();
    }
}
