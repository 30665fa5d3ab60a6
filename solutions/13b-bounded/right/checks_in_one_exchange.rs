//! right: the count is an atomic, checked and changed by one exchange, and sleepers have a mutex and a condvar

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

/// More permits were released than were out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;

/// Lets in as many threads as it has permits, and never has more of them than at the start.
pub struct BoundedSemaphore {
    most: usize,
    free: AtomicUsize,
    sleep: Mutex<()>,
    released: Condvar,
}

impl BoundedSemaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore {
            most: permits,
            free: AtomicUsize::new(permits),
            sleep: Mutex::new(()),
            released: Condvar::new(),
        }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        if self.try_acquire() {
            return;
        }
        let mut sleep = self.sleep.lock().unwrap();
        while !self.try_acquire() {
            sleep = self.released.wait(sleep).unwrap();
        }
        drop(sleep);
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        self.free.fetch_update(SeqCst, SeqCst, |free| free.checked_sub(1)).is_ok()
    }

    /// Puts this many permits back, and wakes threads that wait for one.
    ///
    /// # Errors
    ///
    /// Fewer permits than that are out. Then nothing changes.
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let most = self.most;
        let add = |free: usize| if permits > most - free { None } else { Some(free + permits) };
        self.free.fetch_update(SeqCst, SeqCst, add).map_err(|_| OverRelease)?;
        drop(self.sleep.lock().unwrap());
        self.released.notify_all();
        Ok(())
    }
}
