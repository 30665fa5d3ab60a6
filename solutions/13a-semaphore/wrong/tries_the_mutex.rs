//! rejected: assertion — `try_acquire` takes a mutex that is held for a moment for a semaphore without permits
//! by: one_waiter_leaves_the_second_permit_to_a_thread_that_tries, trying_takes_a_permit_exactly_if_one_is_free

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
        let Ok(mut permits) = self.permits.try_lock() else {
            return false;
        };
        let is_free = *permits > 0;
        if is_free {
            *permits -= 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
        self.released.notify_all();
    }
}
