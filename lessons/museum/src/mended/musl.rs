//! The lock of a `FILE`, on a futex. A thread says that it waits each time before it sleeps.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

const FREE: u32 = 0;
const HELD: u32 = 1;
/// Added to `HELD`: a thread may be asleep.
const WAITERS: u32 = 2;

/// The lock of a `FILE`.
#[derive(Default)]
pub struct FileLock {
    state: AtomicU32,
}

impl FileLock {
    /// Waits until the lock is free, and locks it.
    pub fn acquire(&self) {
        if !self.try_acquire() {
            self.sleep_until_free();
        }
    }

    /// Tells the holder that a thread waits. Returns false if there's no holder any more.
    pub fn mark(&self) -> bool {
        // Relaxed: it publishes nothing, and reads nothing else.
        let marked = self.state.compare_exchange(HELD, HELD | WAITERS, Relaxed, Relaxed);
        marked != Err(FREE)
    }

    // ANCHOR: sleep-mended
    /// Sleeps until the lock is free, and locks it.
    /// Others may be asleep as well, so the mark stays.
    pub fn sleep_until_free(&self) {
        let lock = || self.state.compare_exchange(FREE, HELD | WAITERS, Acquire, Relaxed);
        while lock().is_err() {
            // The holder may be another one by now, which knows of no waiter.
            if self.mark() {
                futex::wait(&self.state, HELD | WAITERS);
            }
        }
    }
    // ANCHOR_END: sleep-mended

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
}
