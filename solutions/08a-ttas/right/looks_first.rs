//! right: looks before the first try

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether a reader is in the map room.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        loop {
            // Relaxed: what is seen here only decides when to try.
            if !self.locked.load(Relaxed) && !self.locked.swap(true, Acquire) {
                return;
            }
            hint::spin_loop();
        }
    }

    /// Releases the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may be out of date by the time the caller reads it.
        self.locked.load(Relaxed)
    }
}
