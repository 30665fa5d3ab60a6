//! Stage 3: a lock that one thread at a time can hold, and whose release publishes nothing.

use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed},
};

// ANCHOR: lock
/// A lock under which a thread can find old values.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock.
    pub fn release(&self) {
        // Relaxed is wrong here: it publishes nothing that was done under the lock.
        self.locked.store(false, Relaxed);
    }
}
// ANCHOR_END: lock
