//! A counting lock that keeps no thread out.

use interleave::sync::{Condvar, Mutex};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    /// How many permits are free.
    permits: Mutex<usize>,
    /// For threads that wait until a permit is free.
    #[allow(dead_code, reason = "not used yet")]
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    // TODO: wait.
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        *permits = permits.saturating_sub(1);
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    // TODO: find out whether one is free.
    pub fn try_acquire(&self) -> bool {
        self.acquire();
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    // TODO: wake enough of them.
    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
    }
}
