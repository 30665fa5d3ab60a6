//! Stage 2: a waiter looks, and tries again only once the lock is free.

use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether a thread holds the lock.
    locked: AtomicBool,
}

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        while self.locked.swap(true, Acquire) {
            // Relaxed: this decides only when to try again; the swap acquires.
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }
    // ANCHOR_END: acquire

    // ANCHOR: only-looks
    /// Looks and trusts what it saw: not a lock.
    pub fn acquire_by_looking(&self) {
        while self.locked.load(Acquire) {
            hint::spin_loop();
        }
        self.locked.swap(true, Acquire);
    }
    // ANCHOR_END: only-looks

    /// Releases the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }
}
