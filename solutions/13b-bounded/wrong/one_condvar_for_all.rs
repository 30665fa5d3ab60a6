//! rejected: assertion — all semaphores share one condvar, and waiting there with a second mutex panics
//! by: each_semaphore_wakes_its_own_waiters

use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

static RELEASED: Condvar = Condvar::new();
pub struct BoundedSemaphore {
    most: usize,
    free: Mutex<usize>,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, free: Mutex::new(permits) }
    }
    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = RELEASED.wait(free).unwrap();
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
        for _ in 0..permits { RELEASED.notify_one(); }
        Ok(())
    }
}
