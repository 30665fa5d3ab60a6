//! right: the count is an atomic that is changed by a retry loop, and threads sleep on a bell

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::*};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

pub struct BoundedSemaphore {
    most: usize,
    free: AtomicUsize,
    bell: AtomicU32,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, free: AtomicUsize::new(permits), bell: AtomicU32::new(0) }
    }

    pub fn acquire(&self) {
        loop {
            let rung = self.bell.load(Acquire);
            if self.try_acquire() {
                return;
            }
            futex::wait(&self.bell, rung);
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.free.fetch_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_ok()
    }

    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let back = |free: usize| free.checked_add(permits).filter(|sum| *sum <= self.most);
        self.free.fetch_update(Release, Relaxed, back).map_err(|_| OverRelease)?;
        self.bell.fetch_add(1, Release);
        futex::wake_all(&self.bell);
        Ok(())
    }
}
