//! Stage 4: a permit that is returned on every path.

use crate::sync::{Condvar, Mutex};

/// A counting lock: there are never more permits out than it was made with.
pub struct Semaphore {
    /// How many permits are free.
    free: Mutex<usize>,
    /// Notified when a permit was returned.
    returned: Condvar,
}

// ANCHOR: permit
/// While there is one, its owner counts as one of the N. Dropping it returns the permit.
#[must_use = "a permit without a name is returned immediately"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.semaphore.free.lock().unwrap() += 1;
        self.semaphore.returned.notify_one();
    }
}
// ANCHOR_END: permit

impl Semaphore {
    /// All permits are free.
    pub fn new(permits: usize) -> Self {
        Semaphore { free: Mutex::new(permits), returned: Condvar::new() }
    }

    // ANCHOR: acquire
    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) -> Permit<'_> {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.returned.wait(free).unwrap();
        }
        *free -= 1;
        Permit { semaphore: self }
    }
    // ANCHOR_END: acquire

    /// How many permits are free. The answer may be out of date by the time you read it.
    pub fn free(&self) -> usize {
        *self.free.lock().unwrap()
    }
}
