//! Stage 1: the lock of chapter 5, and the guard that releases it on every path.

use crate::hint;
use crate::sync::atomic::AtomicBool;
use crate::sync::atomic::Ordering::{Acquire, Release};

/// A lock that is free, or taken.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

/// Whoever has one has the lock.
#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl BinaryLock {
    /// Takes the lock; dropping the guard releases it.
    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        // Acquire pairs with the Release in `drop`: whoever takes the lock sees what its
        // last holder did.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        Guard { lock: self }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        // Release pairs with the Acquire in `guard`.
        self.lock.locked.swap(false, Release);
    }
}
