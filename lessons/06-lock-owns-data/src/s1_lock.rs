//! Stage 1: the lock from chapter 5, and the guard that releases it on every path.

use crate::hint;
use crate::sync::atomic::AtomicBool;
use crate::sync::atomic::Ordering::{Acquire, Release};

/// A lock that is free, or held by one thread.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

/// While there is one, the lock is held.
#[must_use = "an unnamed guard releases the lock immediately"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl BinaryLock {
    /// Acquires the lock; dropping the guard releases it.
    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        // Acquire: pairs with the swap in `drop`, so the holder sees what earlier holders
        // did.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        Guard { lock: self }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        // Release: pairs with the swap in `guard`.
        self.lock.locked.swap(false, Release);
    }
}
