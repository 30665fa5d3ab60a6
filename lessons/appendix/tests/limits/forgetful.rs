//! A lock on a futex that is right for two threads.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock, and its release doesn't need to wake another.
const LOCKED: u32 = 1;
/// A thread holds the lock, and its release must wake another.
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct Lock {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
}

impl Lock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        // Acquire: pairs with the swap in `release`.
        // Relaxed: a failed exchange acquires nothing.
        while self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_err() {
            if self.announce() {
                futex::wait(&self.state, CONTENDED);
            }
        }
    }

    /// Says that a thread is about to sleep. Returns whether the lock is still held.
    fn announce(&self) -> bool {
        // Relaxed, twice: this exchange acquires nothing and publishes nothing.
        let seen = self.state.compare_exchange(LOCKED, CONTENDED, Relaxed, Relaxed);
        seen != Err(UNLOCKED)
    }
    // ANCHOR_END: acquire

    /// Releases the lock and wakes one waiter, if one has announced that it sleeps.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire`.
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
