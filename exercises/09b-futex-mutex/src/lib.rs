//! A lock whose `release` always wakes, even if no thread is asleep.

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock.
const LOCKED: u32 = 1;
// TODO: a third state.

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`] or [`LOCKED`].
    state: AtomicU32,
}

impl FutexLock {
    /// Sleeps until the lock is free, and takes it.
    // TODO: leave a note that a thread is asleep.
    pub fn acquire(&self) {
        while self.state.swap(LOCKED, Acquire) == LOCKED {
            futex::wait(&self.state, LOCKED);
        }
    }

    /// Releases the lock, and wakes one thread that waits for it.
    // TODO: do not wake if no thread can be asleep.
    pub fn release(&self) {
        self.state.store(UNLOCKED, Release);
        futex::wake_one(&self.state);
    }
}
