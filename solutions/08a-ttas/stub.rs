//! A lock whose waiting threads keep everybody busy.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether somebody is in the map room.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    // TODO: whoever waits should only look.
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Frees the lock. Only its holder may call this.
    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    /// Whether somebody holds the lock now.
    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
