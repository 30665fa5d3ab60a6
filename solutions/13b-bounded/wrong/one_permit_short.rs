//! rejected: assertion — the last permit can't come back
//! by: a_permit_hands_on_what_was_done_before_it_was_released, a_permit_is_out_as_soon_as_another_thread_can_tell, a_release_that_is_refused_disturbs_no_other_that_is_right, a_try_that_gets_nothing_makes_no_wrong_release_right, each_semaphore_has_a_bound_of_its_own, each_semaphore_wakes_its_own_waiters, hundreds_of_errors_change_nothing, of_two_threads_that_bring_the_same_permit_back_one_is_refused, several_permits_at_once_wake_enough_threads, the_greatest_number_is_refused_like_any_other, three_threads_share_two_permits_and_each_comes_back_right, twelve_permits_at_once_wake_twelve_threads, two_releases_in_a_row_wake_two_threads, two_threads_may_bring_two_permits_back, what_is_out_may_come_back_and_nothing_else

use interleave::sync::{Condvar, Mutex};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverRelease;
pub struct BoundedSemaphore {
    most: usize,
    free: Mutex<usize>,
    released: Condvar,
}

impl BoundedSemaphore {
    pub fn new(permits: usize) -> Self {
        BoundedSemaphore { most: permits, free: Mutex::new(permits), released: Condvar::new() }
    }
    pub fn acquire(&self) {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.released.wait(free).unwrap();
        }
        *free -= 1;
    }
    pub fn try_acquire(&self) -> bool {
        let mut free = self.free.lock().unwrap();
        let is_free = *free > 0;
        if is_free {
            *free -= 1;
        }
        is_free
    }
    pub fn release(&self, permits: usize) -> Result<(), OverRelease> {
        let mut free = self.free.lock().unwrap();
        if permits > 0 && permits >= self.most - *free {
            return Err(OverRelease);
        }
        *free += permits;
        self.released.notify_all();
        Ok(())
    }
}
