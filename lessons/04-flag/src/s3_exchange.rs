//! Stage 3: raises the flag only if it was down.

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
        // Acquire: pairs with the exchange in `release`.
        // Relaxed: a failed exchange acquires nothing.
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
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
        // Release: pairs with the exchange in `acquire`. Relaxed: a failed exchange releases nothing.
        match self.locked.compare_exchange(true, false, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotLocked),
        }
    }

    /// Whether a thread holds the lock. The answer may be out of date by the time you read it.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read; no other step depends on it.
        self.locked.load(Relaxed)
    }
}
