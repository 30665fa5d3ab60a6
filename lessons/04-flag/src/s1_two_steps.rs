//! Stage 1: a lock that looks at its flag, and then raises it.

// ANCHOR: two-steps
use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that lets two threads in.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        while self.locked.load(Acquire) {
            hint::spin_loop();
        }
        // Relaxed: this store publishes nothing. A stronger ordering wouldn't help.
        self.locked.store(true, Relaxed);
    }

    /// Releases the lock.
    pub fn release(&self) {
        // Release: pairs with the load in `acquire`.
        self.locked.store(false, Release);
    }
}
// ANCHOR_END: two-steps
