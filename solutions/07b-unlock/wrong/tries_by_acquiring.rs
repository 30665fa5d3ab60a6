//! rejected: spin — sees the lock free and acquires it, and waits if another thread comes in between
//! by: try_acquire_does_not_wait_for_another_try

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
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        if self.locked.load(Acquire) {
            return false;
        }
        self.acquire();
        true
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
