//! rejected: assertion — a thread that was woken in vain 100 times spins from then on
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain

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
        for _ in 0..100 {
            if *permits > 0 {
                *permits -= 1;
                return;
            }
            permits = self.released.wait(permits).unwrap();
        }
        drop(permits);
        while !self.try_acquire() {
            interleave::hint::spin_loop();
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
        self.released.notify_all();
    }
}
