//! The lock made of a swap, whose waiters try once.

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
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        // Acquire: pairs with the swap in `release`.
        if self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

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

impl BinaryLock {
    /// Acquires the lock if it looks free, and returns whether it did. It might wait after all.
    pub fn try_by_looking(&self) -> bool {
        if self.locked() {
            return false;
        }
        self.acquire();
        true
    }
}
