//! Stage 3: a lock that lets in one at a time, and forgets to hand on what they did.

use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed},
};

// ANCHOR: lock
/// A lock under which you may find old values.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Frees the lock.
    pub fn release(&self) {
        // Relaxed is wrong here: it hands on nothing that was done under the lock.
        self.locked.store(false, Relaxed);
    }
}
// ANCHOR_END: lock
