//! rejected: assertion — the permits come back one at a time, until one is too many
//! by: a_release_that_is_refused_disturbs_no_other_that_is_right, a_release_that_is_refused_gives_a_waiter_nothing, a_release_that_is_refused_lets_no_thread_in, a_try_that_gets_nothing_makes_no_wrong_release_right, hundreds_of_errors_change_nothing, permits_that_are_refused_are_not_free_for_a_moment, the_greatest_number_is_refused_like_any_other, threads_that_wait_are_asleep, what_is_out_may_come_back_and_nothing_else

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
        for _ in 0..permits {
            let mut free = self.free.lock().unwrap();
            if *free == self.most {
                return Err(OverRelease);
            }
            *free += 1;
            self.released.notify_one();
        }
        Ok(())
    }
}
