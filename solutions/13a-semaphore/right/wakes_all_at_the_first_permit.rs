//! right: `notify_all`, and only when the count was 0

use interleave::sync::{Condvar, Mutex};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            return false;
        }
        *permits -= 1;
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        let mut free = self.permits.lock().unwrap();
        let was = *free;
        *free += permits;
        if was == 0 && permits > 0 {
            self.released.notify_all();
        }
    }
}
