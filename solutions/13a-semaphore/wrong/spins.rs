//! rejected: assertion — a waiting thread looks again and again instead of sleeping
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain, waiting_threads_sleep

use interleave::hint;
use interleave::sync::Mutex;

pub struct Semaphore {
    permits: Mutex<usize>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new(permits) }
    }

    pub fn acquire(&self) {
        while !self.try_acquire() {
            hint::spin_loop();
        }
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
    }
}
