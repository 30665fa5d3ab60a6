//! rejected: lost_wakeup — the count has eight bits
//! by: many_permits_at_once_wake_all_that_wait, there_may_be_no_permit_or_thousands

use interleave::sync::{Condvar, Mutex};
pub struct Semaphore {
    permits: Mutex<u8>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits as u8), released: Condvar::new() }
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
        let mut free = self.permits.lock().unwrap();
        *free = free.wrapping_add(permits as u8);
        drop(free);
        self.released.notify_all();
    }
}
