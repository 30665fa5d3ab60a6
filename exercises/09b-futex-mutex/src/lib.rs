//! A lock that rings for a sleeper whenever it is released, whether anybody sleeps or not.

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// Nobody holds the lock.
const UNLOCKED: u32 = 0;
/// Somebody holds the lock.
const LOCKED: u32 = 1;
// TODO: a third state.

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`] or [`LOCKED`].
    state: AtomicU32,
}

impl FutexLock {
    /// Waits until the lock is free, asleep, and takes it.
    // TODO: leave word that somebody sleeps.
    pub fn acquire(&self) {
        while self.state.swap(LOCKED, Acquire) == LOCKED {
            futex::wait(&self.state, LOCKED);
        }
    }

    /// Frees the lock, and wakes one who waits for it.
    // TODO: wake nobody if nobody can be asleep.
    pub fn release(&self) {
        self.state.store(UNLOCKED, Release);
        futex::wake_one(&self.state);
    }
}
