//! Stage 2: looking and setting are one step.

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
    /// Whether somebody holds the lock.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the swap in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Frees the lock, whoever took it.
    ///
    /// # Errors
    ///
    /// Nobody held the lock. It stays free.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the swap in `acquire`.
        if self.locked.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether somebody holds the lock now. It may be over when you read the answer.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read. Nothing may be built on it.
        self.locked.load(Relaxed)
    }
}
// ANCHOR_END: lock
