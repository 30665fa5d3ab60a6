//! rejected: lost_wakeup — the count is an atomic, and `release` doesn't take the lock that a thread holds until it sleeps
//! by: a_permit_hands_on_what_was_done_before_it_was_released, a_thread_waits_until_another_releases, a_thread_woken_in_vain_waits_again, each_semaphore_counts_for_itself, each_semaphore_wakes_its_own_waiters, one_permit_lets_one_thread_in_at_a_time, one_waiter_leaves_the_second_permit_to_a_thread_that_tries, several_permits_at_once_hand_on_what_was_done_before, three_permits_at_once_wake_three_threads, trying_does_not_wait_where_another_thread_does, two_permits_at_once_wake_two_threads, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: AtomicUsize,
    waits: Mutex<()>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore {
            permits: AtomicUsize::new(permits),
            waits: Mutex::new(()),
            released: Condvar::new(),
        }
    }

    pub fn acquire(&self) {
        let mut waits = self.waits.lock().unwrap();
        while !self.try_acquire() {
            waits = self.released.wait(waits).unwrap();
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.permits.fetch_update(SeqCst, SeqCst, |free| free.checked_sub(1)).is_ok()
    }

    pub fn release(&self, permits: usize) {
        self.permits.fetch_add(permits, SeqCst);
        self.released.notify_all();
    }
}
