//! The lock of a `FILE`, on a futex. A thread that has been woken goes back to sleep without saying so.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: lock
const FREE: u32 = 0;
const HELD: u32 = 1;
/// Added to `HELD`: a thread may be asleep.
const WAITERS: u32 = 2;

/// The lock of a `FILE`.
#[derive(Default)]
pub struct FileLock {
    state: AtomicU32,
}
// ANCHOR_END: lock

impl FileLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and locks it.
    pub fn acquire(&self) {
        loop {
            if self.try_acquire() {
                return;
            }
            if self.mark() {
                break;
            }
        }
        self.sleep_until_free();
    }

    /// Tells the holder that a thread waits. Returns false if there's no holder any more.
    pub fn mark(&self) -> bool {
        // Relaxed: it publishes nothing, and reads nothing else.
        let marked = self.state.compare_exchange(HELD, HELD | WAITERS, Relaxed, Relaxed);
        marked != Err(FREE)
    }

    /// Sleeps until the lock is free, and locks it.
    /// Others may be asleep as well, so the mark stays.
    pub fn sleep_until_free(&self) {
        let lock = || self.state.compare_exchange(FREE, HELD | WAITERS, Acquire, Relaxed);
        while let Err(found) = lock() {
            futex::wait(&self.state, found);
        }
    }

    /// Locks it if it's free, without waiting.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the swap in `release`, as in `sleep_until_free`.
        self.state.compare_exchange(FREE, HELD, Acquire, Relaxed).is_ok()
    }

    /// Releases the lock, and wakes a thread if one may be asleep.
    pub fn release(&self) {
        // Release: pairs with the exchanges in `acquire`.
        if self.state.swap(FREE, Release) & WAITERS != 0 {
            futex::wake_one(&self.state);
        }
    }
    // ANCHOR_END: acquire
}
