//! Stage 5: a semaphore that notices when more permits come back than were given out.

use std::fmt;

use crate::sync::{Condvar, Mutex};

/// A counting lock that never has more permits than it was made with.
pub struct BoundedSemaphore {
    /// How many permits there are altogether.
    permits: usize,
    /// How many of them are free: never more than `permits`.
    free: Mutex<usize>,
    /// Notified when a permit was released.
    released: Condvar,
}

/// A permit was released that had not been acquired.
#[derive(Debug, PartialEq, Eq)]
pub struct OverRelease;

impl std::error::Error for OverRelease {}

impl fmt::Display for OverRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("released more often than acquired")
    }
}

impl BoundedSemaphore {
    /// All permits are free.
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { permits, free: Mutex::new(permits), released: Condvar::new() }
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
    /// Returns a permit, and wakes a waiter if there is one.
    ///
    /// # Errors
    ///
    /// All permits are free already. Then nothing changes.
    pub fn release(&self) -> Result<(), OverRelease> {
        let mut free = self.free.lock().unwrap();
        if *free == self.permits {
            return Err(OverRelease);
        }
        *free += 1;
        self.released.notify_one();
        Ok(())
    }
    // ANCHOR_END: release
}
