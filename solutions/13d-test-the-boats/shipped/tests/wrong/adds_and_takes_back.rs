//! A release too many adds its permits, and takes them back under another guard.

use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    most: i128,
    /// Less than 0 as long as too many are back.
    out: Mutex<i128>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits as i128, out: Mutex::new(0), released: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut out = self.out.lock().unwrap();
        while *out >= self.most {
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
        let permits = permits as i128;
        let mut out = self.out.lock().unwrap();
        *out -= permits;
        self.released.notify_all();
        if *out >= 0 {
            return Ok(());
        }
        drop(out);
        *self.out.lock().unwrap() += permits;
        Err(OverRelease)
    }
}
