//! A lock that passes on to the next holder what was done under it.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`. Relaxed: a failed exchange has taken nothing.
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the store in `release`.
        !self.locked.swap(true, Acquire)
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire` and the swap in `try_acquire`.
        self.locked.store(false, Release);
    }
}
