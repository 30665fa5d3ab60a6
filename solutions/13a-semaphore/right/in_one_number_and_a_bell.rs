//! right: the count is an atomic, and a bell that counts up is what threads sleep on

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::*};

pub struct Semaphore {
    permits: AtomicUsize,
    bell: AtomicU32,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: AtomicUsize::new(permits), bell: AtomicU32::new(0) }
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
        self.permits.fetch_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_ok()
    }

    pub fn release(&self, permits: usize) {
        self.permits.fetch_add(permits, Release);
        self.bell.fetch_add(1, Release);
        futex::wake_all(&self.bell);
    }
}
