//! rejected: assertion — a release that is refused still adds what fits
//! by: a_release_that_is_refused_disturbs_no_other_that_is_right, a_release_that_is_refused_gives_a_waiter_nothing, a_release_that_is_refused_lets_no_thread_in, a_try_that_gets_nothing_makes_no_wrong_release_right, hundreds_of_errors_change_nothing, permits_that_are_refused_are_not_free_for_a_moment, the_greatest_number_is_refused_like_any_other, threads_that_wait_are_asleep, what_is_out_may_come_back_and_nothing_else

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
        let fits = permits.min(self.most - *free);
        *free += fits;
        self.released.notify_all();
        if fits < permits { Err(OverRelease) } else { Ok(()) }
    }
}
