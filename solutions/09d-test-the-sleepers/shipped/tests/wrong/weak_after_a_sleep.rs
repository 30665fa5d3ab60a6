//! A lock of three states, which a thread that has slept acquires with `Relaxed`.

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock, and no other one sleeps.
const LOCKED: u32 = 1;
/// A thread holds the lock, and others may sleep.
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
}

impl FutexLock {
    /// Waits until the lock is free, asleep, and takes it.
    pub fn acquire(&self) {
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        while self.state.swap(CONTENDED, Relaxed) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }

    /// Releases the lock, and wakes one thread that waits for it, if one may.
    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
