//! A lock that one thread at a time can hold, but that doesn't pass on what was done under it.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    // TODO: the orderings of all three methods.
    pub fn acquire(&self) {
        while self.locked.compare_exchange(false, true, Relaxed, Acquire).is_err() {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        !self.locked.swap(true, Release)
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        self.locked.store(false, Relaxed);
    }
}
