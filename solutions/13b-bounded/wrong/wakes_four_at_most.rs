//! rejected: lost_wakeup — twelve permits are released at once, and four threads are woken
//! by: twelve_permits_at_once_wake_twelve_threads

use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    most: usize,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, free: Mutex::new(permits), released: Condvar::new() }
    }
    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
    }
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free { *free -= 1; }
        is_free
    }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut free = self.free.lock().unwrap();
        if self.most - *free < permits { return Err(OverRelease); }
        *free += permits;
        for _ in 0..permits.min(4) { self.released.notify_one(); }
        Ok(())
    }
}
