//! right: the count is of the permits that are out

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
        let out = self.out.lock().unwrap();
        let mut out = self.released.wait_while(out, |out| *out == self.most).unwrap();
        *out += 1;
    }

    pub fn try_acquire(&self) -> bool {
        let mut out = self.out.lock().unwrap();
        *out < self.most && {
            *out += 1;
            true
        }
    }

    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut out = self.out.lock().unwrap();
        *out = out.checked_sub(permits).ok_or(OverRelease)?;
        drop(out);
        self.released.notify_all();
        Ok(())
    }
}
