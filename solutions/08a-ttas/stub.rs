//! A lock whose waiting threads disturb its holder.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether a reader is in the map room.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    // TODO: a waiting thread should only look.
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock. Only its holder may call this.
    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
