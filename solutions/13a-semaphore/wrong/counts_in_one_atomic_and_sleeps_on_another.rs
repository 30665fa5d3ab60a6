//! rejected: lost_wakeup — a permit that comes between the check of the count and the look at the bell is missed
//! by: a_permit_hands_on_what_was_done_before_it_was_released, a_thread_waits_until_another_releases, a_thread_woken_in_vain_waits_again, each_semaphore_counts_for_itself, each_semaphore_wakes_its_own_waiters, one_permit_lets_one_thread_in_at_a_time, one_waiter_leaves_the_second_permit_to_a_thread_that_tries, several_permits_at_once_hand_on_what_was_done_before, three_permits_at_once_wake_three_threads, trying_does_not_wait_where_another_thread_does, two_permits_at_once_wake_two_threads, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};

pub struct Semaphore {
    permits: AtomicUsize,
    bell: AtomicU32,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: AtomicUsize::new(permits), bell: AtomicU32::new(0) }
    }

    pub fn acquire(&self) {
        while !self.try_acquire() {
            let rung = self.bell.load(SeqCst);
            futex::wait(&self.bell, rung);
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.permits.fetch_update(SeqCst, SeqCst, |free| free.checked_sub(1)).is_ok()
    }

    pub fn release(&self, permits: usize) {
        self.permits.fetch_add(permits, SeqCst);
        self.bell.fetch_add(1, SeqCst);
        futex::wake_all(&self.bell);
    }
}
