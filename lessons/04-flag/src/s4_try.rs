//! Stage 4: taking the lock without waiting for it.

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
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }
    // ANCHOR_END: acquire

    /// Takes the lock if it is free, and says whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the swap in `release`. Relaxed: a failed exchange has taken nothing.
        self.locked.compare_exchange(false, true, Acquire, Relaxed).is_ok()
    }

    /// Looks, and then waits after all: not what [`try_acquire`](Self::try_acquire) promises.
    // ANCHOR: looks-first
    pub fn try_by_looking(&self) -> bool {
        if self.locked() {
            return false;
        }
        self.acquire();
        true
    }
    // ANCHOR_END: looks-first

    /// Frees the lock, whoever took it.
    ///
    /// # Errors
    ///
    /// Nobody held the lock. It stays free.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the exchange in `try_acquire`.
        if self.locked.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether somebody holds the lock now. It may be over when you read the answer.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read. Nothing may be built on it.
        self.locked.load(Relaxed)
    }
}
