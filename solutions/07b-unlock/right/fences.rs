//! right: fences around relaxed operations

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
    fence,
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        while self.locked.compare_exchange(false, true, Relaxed, Relaxed).is_err() {
            hint::spin_loop();
        }
        // Acquire: pairs with the fence in `release`.
        fence(Acquire);
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        let taken = self.locked.swap(true, Relaxed);
        // Acquire: pairs with the fence in `release`.
        fence(Acquire);
        !taken
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        // Release: pairs with the fences in `acquire` and `try_acquire`.
        fence(Release);
        self.locked.store(false, Relaxed);
    }
}
