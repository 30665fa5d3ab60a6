//! Stage 4: acquiring the lock makes everything that was done under it visible.

use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

// ANCHOR: lock
impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }
}
// ANCHOR_END: lock
