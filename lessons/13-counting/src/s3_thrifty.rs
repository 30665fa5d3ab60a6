//! Stage 3: a semaphore that saves wakeups, and one too many.

use crate::sync::{Condvar, Mutex};

/// A counting lock: at most as many threads get in as there are permits.
pub struct Semaphore {
    /// How many permits are free.
    free: Mutex<usize>,
    /// Notified when a permit was released.
    released: Condvar,
}

impl Semaphore {
    /// All permits are free.
    pub fn new(permits: usize) -> Self {
        Semaphore { free: Mutex::new(permits), released: Condvar::new() }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
    }

    // ANCHOR: release
    /// Returns a permit, and wakes a waiter if the count was 0.
    pub fn release(&self) {
        let mut free = self.free.lock().unwrap();
        *free += 1;
        // Threads wait only while the count is 0, so there is no other time to wake one. Or is there?
        if *free == 1 {
            self.released.notify_one();
        }
    }
    // ANCHOR_END: release
}
