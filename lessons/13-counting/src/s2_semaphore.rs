//! Stage 2: a semaphore made of a mutex and a condvar.

use crate::sync::{Condvar, Mutex};

// ANCHOR: semaphore
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

    /// Returns a permit, and wakes a waiter if there is one.
    pub fn release(&self) {
        *self.free.lock().unwrap() += 1;
        self.released.notify_one();
    }
}
// ANCHOR_END: semaphore

impl Semaphore {
    // ANCHOR: try-acquire
    /// Takes a permit if one is free. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        if *free == 0 {
            return false;
        }
        *free -= 1;
        true
    }
    // ANCHOR_END: try-acquire

    // ANCHOR: release-many
    /// Returns several permits at once, and wakes enough waiters.
    pub fn release_many(&self, permits: usize) {
        *self.free.lock().unwrap() += permits;
        // Each waiter checks again, and those that find no permit go back to sleep.
        self.released.notify_all();
    }
    // ANCHOR_END: release-many
}
