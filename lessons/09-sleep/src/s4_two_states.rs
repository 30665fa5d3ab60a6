//! Stage 4: a lock on a futex that is locked or unlocked, and wakes somebody whenever it is released.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: lock
/// Nobody holds the lock.
const UNLOCKED: u32 = 0;
/// Somebody holds the lock.
const LOCKED: u32 = 1;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// [`UNLOCKED`] or [`LOCKED`].
    state: AtomicU32,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        while self.state.swap(LOCKED, Acquire) == LOCKED {
            futex::wait(&self.state, LOCKED);
        }
    }

    /// Frees the lock, and wakes one who waits for it, if anybody does.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.state.store(UNLOCKED, Release);
        futex::wake_one(&self.state);
    }
    // ANCHOR_END: lock

    /// Whether somebody holds the lock now. It may be over when the caller reads the answer.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read. Nothing may be built on it.
        self.state.load(Relaxed) == LOCKED
    }
}
