//! right: a try is refused while another thread waits, so the lock passes to that thread

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
    waiters: AtomicU32,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        self.waiters.fetch_add(1, Relaxed);
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        self.waiters.fetch_sub(1, Relaxed);
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        self.waiters.load(Relaxed) == 0 && !self.locked.swap(true, Acquire)
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
