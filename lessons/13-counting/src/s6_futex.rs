//! Stage 6: a semaphore in one number, which threads sleep on.

use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: semaphore
/// A counting lock: at most as many threads get in as there are permits.
pub struct Semaphore {
    /// How many permits are free. Threads sleep while it is 0.
    free: AtomicU32,
}

impl Semaphore {
    /// All permits are free.
    pub fn new(permits: u32) -> Self {
        Semaphore { free: AtomicU32::new(permits) }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let take_one = |free: u32| free.checked_sub(1);
        // Acquire: pairs with the addition in `release`.
        while self.free.try_update(Acquire, Relaxed, take_one).is_err() {
            futex::wait(&self.free, 0);
        }
    }

    /// Returns a permit, and wakes a waiter if there is one.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire`.
        self.free.fetch_add(1, Release);
        futex::wake_one(&self.free);
    }
}
// ANCHOR_END: semaphore
