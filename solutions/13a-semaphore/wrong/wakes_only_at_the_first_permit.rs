//! rejected: lost_wakeup — a second permit comes before the woken thread has taken the first, and wakes no thread
//! by: two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

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
        let mut free = self.permits.lock().unwrap();
        let was_empty = *free == 0;
        *free += permits;
        if was_empty {
            for _ in 0..permits {
                self.released.notify_one();
            }
        }
    }
}
