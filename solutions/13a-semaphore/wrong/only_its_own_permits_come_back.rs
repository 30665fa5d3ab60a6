//! rejected: lost_wakeup — a thread can release only what it has acquired itself
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain (assertion), a_thread_waits_until_another_releases, a_thread_woken_in_vain_waits_again, each_semaphore_counts_for_itself (assertion), each_semaphore_wakes_its_own_waiters, many_permits_at_once_wake_all_that_wait, one_waiter_leaves_the_second_permit_to_a_thread_that_tries (assertion), several_permits_at_once_hand_on_what_was_done_before, there_may_be_no_permit_or_thousands, three_permits_at_once_wake_three_threads, twelve_permits_at_once_wake_twelve_threads, two_permits_at_once_wake_two_threads, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::{Condvar, Mutex};
use interleave::thread::{self, ThreadId};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    takers: Mutex<Vec<ThreadId>>,
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore {
            takers: Mutex::new(Vec::new()),
            permits: Mutex::new(permits),
            released: Condvar::new(),
        }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
        drop(permits);
        self.takers.lock().unwrap().push(thread::current().id());
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            return false;
        }
        *permits -= 1;
        drop(permits);
        self.takers.lock().unwrap().push(thread::current().id());
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        let me = thread::current().id();
        let mut takers = self.takers.lock().unwrap();
        for _ in 0..permits {
            if let Some(at) = takers.iter().position(|taker| *taker == me) {
                takers.swap_remove(at);
                *self.permits.lock().unwrap() += 1;
                self.released.notify_one();
            }
        }
    }
}
