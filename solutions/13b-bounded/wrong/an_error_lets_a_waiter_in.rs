//! rejected: assertion — a refused release wakes a waiter, which believes it and goes in
//! by: a_permit_hands_on_what_was_done_before_it_was_released (data race), a_release_that_is_refused_disturbs_no_other_that_is_right, a_release_that_is_refused_gives_a_waiter_nothing, a_release_that_is_refused_lets_no_thread_in, each_semaphore_wakes_its_own_waiters, several_permits_at_once_wake_enough_threads, three_threads_share_two_permits_and_each_comes_back_right, twelve_permits_at_once_wake_twelve_threads, two_releases_in_a_row_wake_two_threads

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
        if *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free = free.saturating_sub(1);
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
        let mut free = self.free.lock().unwrap();
        let fits = permits <= self.most - *free;
        if fits {
            *free += permits;
        }
        self.released.notify_all();
        if fits { Ok(()) } else { Err(OverRelease) }
    }
}
