//! Stage 3: a waiter looks less and less often, and eventually yields the core.

use crate::backoff::Backoff;
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
        let backoff = Backoff::new();
        // Acquire: pairs with the store in `release`.
        while self.locked.swap(true, Acquire) {
            // Relaxed: this decides only when to try again; the swap acquires.
            while self.locked.load(Relaxed) {
                backoff.snooze();
            }
        }
    }
    // ANCHOR_END: acquire

    /// Releases the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }
}
