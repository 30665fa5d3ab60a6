//! rejected: assertion — from the second round on, `wait` compares with a value that is not there, and returns at once
//! by: a_thread_sleeps_again_however_often_it_is_overtaken, a_thread_woken_for_nothing_sleeps_again

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// Nobody holds the lock.
const UNLOCKED: u32 = 0;
/// Somebody holds the lock, and nobody sleeps.
const LOCKED: u32 = 1;
/// Somebody holds the lock, and others may sleep.
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
}

impl FutexLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire, here and below: pairs with the swap in `release`. Relaxed: a failed exchange has taken nothing.
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        // Whoever has waited may not be the only one, and so takes the lock as CONTENDED.
        let mut expected = CONTENDED;
        while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, expected);
            expected = LOCKED;
        }
    }

    /// Frees the lock, and wakes one who waits for it, if anybody may.
    pub fn release(&self) {
        // Release: pairs with the exchange and the swap in `acquire`.
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
