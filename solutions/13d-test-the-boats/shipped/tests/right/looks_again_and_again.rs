//! A thread without a permit yields and looks again: it never sleeps.

use interleave::sync::Mutex;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    most: usize,
    out: Mutex<usize>,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, out: Mutex::new(0) }
    }

    pub fn acquire(&self) {
        while !self.try_acquire() {
            interleave::thread::yield_now();
        }
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
        Ok(())
    }
}
