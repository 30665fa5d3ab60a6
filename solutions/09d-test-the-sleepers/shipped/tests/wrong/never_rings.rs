//! A right lock, in a file with the name of a wrong one: a test that reads file names meets it.

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
        // Acquire, here and below: pairs with the swap in `release`. Relaxed: a failed exchange has taken nothing.
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        // Other threads may wait as well, so this one takes the lock as CONTENDED.
        while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }

    /// Releases the lock, and wakes one thread that waits for it, if one may.
    pub fn release(&self) {
        // Release: pairs with the exchange and the swap in `acquire`.
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
