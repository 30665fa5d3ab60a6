//! rejected: assertion — a permit is handed to a waiter by the wakeup alone, and a wakeup can come for no reason
//! by: a_permit_hands_on_what_was_done_before_it_was_released (data race), a_thread_waits_until_another_releases, a_thread_woken_in_vain_waits_again, each_semaphore_counts_for_itself, each_semaphore_wakes_its_own_waiters, many_permits_at_once_wake_all_that_wait, one_permit_lets_one_thread_in_at_a_time, one_waiter_leaves_the_second_permit_to_a_thread_that_tries, several_permits_at_once_hand_on_what_was_done_before (data race), three_permits_at_once_wake_three_threads, trying_does_not_wait_where_another_thread_does, twelve_permits_at_once_wake_twelve_threads, two_permits_at_once_wake_two_threads, two_permits_let_no_third_thread_in, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::{Condvar, Mutex};

pub struct Semaphore {
    state: Mutex<(usize, usize)>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { state: Mutex::new((permits, 0)), released: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        if state.0 > 0 {
            state.0 -= 1;
            return;
        }
        state.1 += 1;
        drop(self.released.wait(state).unwrap());
    }

    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let is_free = state.0 > 0;
        if is_free {
            state.0 -= 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        for _ in 0..permits.min(state.1) {
            state.1 -= 1;
            self.released.notify_one();
        }
        state.0 += permits.saturating_sub(state.1);
    }
}
