//! rejected: assertion — the bound is a global, and each new semaphore overwrites it
//! by: each_semaphore_has_a_bound_of_its_own

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
static MOST: AtomicUsize = AtomicUsize::new(0);

pub struct BoundedSemaphore {
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        MOST.store(permits, SeqCst);
        BoundedSemaphore { free: Mutex::new(permits), released: Condvar::new() }
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
        if is_free {
            *free -= 1;
        }
        is_free
    }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut free = self.free.lock().unwrap();
        let out = MOST.load(SeqCst).saturating_sub(*free);
        if permits > out {
            return Err(OverRelease);
        }
        *free += permits;
        self.released.notify_all();
        Ok(())
    }
}
