//! rejected: assertion — all semaphores share one count
//! by: each_semaphore_counts_for_itself, each_semaphore_wakes_its_own_waiters (lost wakeup)

use interleave::sync::{Condvar, Mutex};

static PERMITS: Mutex<usize> = Mutex::new(0);
static RELEASED: Condvar = Condvar::new();

pub struct Semaphore;

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        *PERMITS.lock().unwrap() = permits;
        Semaphore
    }

    pub fn acquire(&self) {
        let mut permits = PERMITS.lock().unwrap();
        while *permits == 0 {
            permits = RELEASED.wait(permits).unwrap();
        }
        *permits -= 1;
    }

    pub fn try_acquire(&self) -> bool {
        let mut permits = PERMITS.lock().unwrap();
        let is_free = *permits > 0;
        if is_free {
            *permits -= 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) {
        *PERMITS.lock().unwrap() += permits;
        RELEASED.notify_all();
    }
}
