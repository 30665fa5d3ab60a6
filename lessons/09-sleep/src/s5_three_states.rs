//! Stage 5: the lock remembers whether anybody may sleep.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: states
/// Nobody holds the lock.
const UNLOCKED: u32 = 0;
/// Somebody holds the lock, and nobody sleeps.
const LOCKED: u32 = 1;
/// Somebody holds the lock, and others may sleep.
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
}
// ANCHOR_END: states

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire, here and in the loop: pairs with the swap in `release`.
        // Relaxed: a failed exchange has taken nothing.
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        // Whoever comes here may not be the only one, and so holds it as CONTENDED.
        while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }
    // ANCHOR_END: acquire

    // ANCHOR: release
    /// Frees the lock, and wakes one who waits for it, if anybody may.
    pub fn release(&self) {
        // Release: pairs with the exchange and the swap in `acquire`.
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
    // ANCHOR_END: release

    /// Whether somebody holds the lock now. It may be over when the caller reads the answer.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer is for people to read. Nothing may be built on it.
        self.state.load(Relaxed) != UNLOCKED
    }
}
