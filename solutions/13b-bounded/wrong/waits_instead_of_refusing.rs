//! rejected: lost_wakeup — a release too many waits until as many are out
//! by: a_release_that_is_refused_disturbs_no_other_that_is_right, each_semaphore_has_a_bound_of_its_own, hundreds_of_errors_change_nothing, of_two_threads_that_bring_the_same_permit_back_one_is_refused, the_greatest_number_is_refused_like_any_other, what_is_out_may_come_back_and_nothing_else

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
        self.released.notify_all();
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
            self.released.notify_all();
        }
        is_free
    }

    /// Puts this many permits back, and wakes threads that wait for one.
    ///
    /// # Errors
    ///
    /// Fewer permits than that are out. Then nothing changes.
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut free = self.free.lock().unwrap();
        if permits > self.most {
            return Err(OverRelease);
        }
        while permits > self.most - *free {
            free = self.released.wait(free).unwrap();
        }
        *free += permits;
        self.released.notify_all();
        Ok(())
    }
}
