//! Stage 2: looking and raising are one step.

use crate::errors::NotLocked;
use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: lock
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
        // Acquire: pairs with the swap in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }
    // ANCHOR_END: acquire

    /// Releases the lock, no matter which thread acquired it.
    ///
    /// # Errors
    ///
    /// The lock wasn't held. It stays free.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the swap in `acquire`.
        if self.locked.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether a thread holds the lock. The answer may be out of date by the time you read it.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read; no other step depends on it.
        self.locked.load(Relaxed)
    }
}
// ANCHOR_END: lock

impl BinaryLock {
    /// Acquires the lock if it looks free, and returns whether it did. It might wait after all.
    // ANCHOR: looks-first
    pub fn try_by_looking(&self) -> bool {
        if self.locked() {
            return false;
        }
        self.acquire();
        true
    }
    // ANCHOR_END: looks-first
}
