//! Stage 3: the flag is set only if it was down.

use crate::errors::NotLocked;
use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether somebody holds the lock.
    locked: AtomicBool,
}

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the exchange in `release`.
        // Relaxed: a failed exchange has taken nothing.
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }
    // ANCHOR_END: acquire

    /// Frees the lock, whoever took it.
    ///
    /// # Errors
    ///
    /// Nobody held the lock. It stays free.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the exchange in `acquire`. Relaxed: a failed exchange has freed nothing.
        match self.locked.compare_exchange(true, false, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotLocked),
        }
    }

    /// Whether somebody holds the lock now. It may be over when you read the answer.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read. Nothing may be built on it.
        self.locked.load(Relaxed)
    }
}
