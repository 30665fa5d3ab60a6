//! Stage 4: a lock on a futex that is locked or unlocked, and makes a wake call whenever it is released.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: lock
/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock.
const LOCKED: u32 = 1;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// [`UNLOCKED`] or [`LOCKED`].
    state: AtomicU32,
}

impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        while self.state.swap(LOCKED, Acquire) == LOCKED {
            futex::wait(&self.state, LOCKED);
        }
    }

    /// Releases the lock and wakes one waiter, if there is one.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.state.store(UNLOCKED, Release);
        futex::wake_one(&self.state);
    }
}
// ANCHOR_END: lock

impl BinaryLock {
    /// Whether a thread holds the lock. The answer may be out of date by the time you read it.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read; no other step depends on it.
        self.state.load(Relaxed) == LOCKED
    }
}
