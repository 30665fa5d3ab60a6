//! rejected: assertion — after a wait the count isn't checked again
//! by: a_permit_hands_on_what_was_done_before_it_was_released, a_thread_sleeps_again_however_often_it_is_woken_in_vain, a_thread_waits_until_another_releases, a_thread_woken_in_vain_waits_again, each_semaphore_counts_for_itself, each_semaphore_wakes_its_own_waiters, many_permits_at_once_wake_all_that_wait, one_permit_lets_one_thread_in_at_a_time, one_waiter_leaves_the_second_permit_to_a_thread_that_tries, several_permits_at_once_hand_on_what_was_done_before, three_permits_at_once_wake_three_threads, trying_does_not_wait_where_another_thread_does, twelve_permits_at_once_wake_twelve_threads, two_permits_at_once_wake_two_threads, two_permits_let_no_third_thread_in, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::{Condvar, Mutex};
pub struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits), released: Condvar::new() }
    }
    pub fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
    }
    pub fn try_acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        let is_free = *permits > 0;
        if is_free {
            *permits -= 1;
        }
        is_free
    }
    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
        self.released.notify_all();
    }
}
