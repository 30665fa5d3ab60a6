//! rejected: assertion — `release` sets the count instead of adding to it
//! by: each_semaphore_counts_for_itself, one_waiter_leaves_the_second_permit_to_a_thread_that_tries (lost wakeup), two_permits_let_no_third_thread_in, two_releases_in_a_row_wake_two_threads (lost wakeup), two_threads_that_release_at_once_wake_two_threads (lost wakeup)

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
        while *permits == 0 {
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
        *self.permits.lock().unwrap() = permits;
        self.released.notify_all();
    }
}
