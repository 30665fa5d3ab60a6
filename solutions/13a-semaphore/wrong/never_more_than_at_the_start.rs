//! rejected: lost_wakeup — `release` adds only as many permits as there were at the start
//! by: a_thread_waits_until_another_releases, a_thread_woken_in_vain_waits_again, each_semaphore_counts_for_itself (assertion), each_semaphore_wakes_its_own_waiters, many_permits_at_once_wake_all_that_wait, one_waiter_leaves_the_second_permit_to_a_thread_that_tries (assertion), several_permits_at_once_hand_on_what_was_done_before, there_may_be_no_permit_or_thousands, three_permits_at_once_wake_three_threads, twelve_permits_at_once_wake_twelve_threads, two_permits_at_once_wake_two_threads, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::{Condvar, Mutex};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    most: usize,
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore { most: permits, permits: Mutex::new(permits), released: Condvar::new() }
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
        *free = (*free + permits).min(self.most);
        self.released.notify_all();
    }
}
