//! right: `release(0)` returns at once, one permit wakes one thread, and several wake all

use interleave::sync::{Condvar, Mutex};

/// More permits were released than were out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

/// Lets in as many threads as it has permits, and never has more of them than at the start.
pub struct BoundedSemaphore {
    most: usize,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, free: Mutex::new(permits), released: Condvar::new() }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
        }
        is_free
    }

    /// Puts this many permits back, and wakes threads that wait for one.
    ///
    /// # Errors
    ///
    /// Fewer permits than that are out. Then nothing changes.
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        if permits == 0 {
            return Ok(());
        }
        {
            let mut free = self.free.lock().unwrap();
            if self.most - *free < permits {
                return Err(OverRelease);
            }
            *free += permits;
        }
        if permits == 1 {
            self.released.notify_one()
        } else {
            self.released.notify_all()
        }
        Ok(())
    }
}
