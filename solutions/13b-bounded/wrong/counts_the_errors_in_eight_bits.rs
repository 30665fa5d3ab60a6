//! rejected: assertion — the errors are counted in eight bits
//! by: hundreds_of_errors_change_nothing

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    most: usize, errors: interleave::sync::atomic::AtomicU8,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, errors: interleave::sync::atomic::AtomicU8::new(0), free: Mutex::new(permits), released: Condvar::new() }
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
        if self.most - *free < permits { let e = self.errors.load(SeqCst); self.errors.store(e + 1, SeqCst); return Err(OverRelease); }
        *free += permits;
        self.released.notify_all();
        Ok(())
    }
}
