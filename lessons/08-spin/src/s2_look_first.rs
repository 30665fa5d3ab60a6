//! Stage 2: who waits looks, and tries again only when it is worth it.

use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether somebody holds the lock.
    locked: AtomicBool,
}

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        while self.locked.swap(true, Acquire) {
            // Relaxed: this decides only when to try again, and the swap who gets in.
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }
    // ANCHOR_END: acquire

    // ANCHOR: only-looks
    /// Looks, and takes what it saw: not a lock.
    pub fn acquire_by_looking(&self) {
        while self.locked.load(Acquire) {
            hint::spin_loop();
        }
        self.locked.swap(true, Acquire);
    }
    // ANCHOR_END: only-looks

    /// Frees the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }
}
