//! After a wait, the count isn't checked again.

use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    most: usize,
    out: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, out: Mutex::new(0), released: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut out = self.out.lock().unwrap();
        if *out == self.most {
            out = self.released.wait(out).unwrap();
        }
        *out += 1;
    }

    pub fn try_acquire(&self) -> bool {
        let mut out = self.out.lock().unwrap();
        let is_free = *out < self.most;
        if is_free {
            *out += 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut out = self.out.lock().unwrap();
        *out = out.checked_sub(permits).ok_or(OverRelease)?;
        self.released.notify_all();
        Ok(())
    }
}
