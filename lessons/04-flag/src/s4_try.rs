//! Stage 4: acquiring the lock without waiting for it.

use crate::errors::NotLocked;
use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether a thread holds the lock.
    locked: AtomicBool,
}

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }
    // ANCHOR_END: acquire

    /// Acquires the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the swap in `release`. Relaxed: a failed exchange acquires nothing.
        self.locked.compare_exchange(false, true, Acquire, Relaxed).is_ok()
    }

    /// Releases the lock, no matter which thread acquired it.
    ///
    /// # Errors
    ///
    /// The lock wasn't held. It stays free.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the exchange in `try_acquire`.
        if self.locked.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether a thread holds the lock. The answer may be out of date by the time you read it.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read; no other step depends on it.
        self.locked.load(Relaxed)
    }
}
