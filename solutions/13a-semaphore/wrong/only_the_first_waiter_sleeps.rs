//! rejected: assertion — a second waiter spins
//! by: waiting_threads_sleep

use interleave::hint;
use interleave::sync::{Condvar, Mutex};

pub struct Semaphore {
    permits: Mutex<(usize, bool)>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: Mutex::new((permits, false)), released: Condvar::new() }
    }

    pub fn acquire(&self) {
        loop {
            let mut state = self.permits.lock().unwrap();
            while state.0 == 0 && !state.1 {
                state.1 = true;
                state = self.released.wait(state).unwrap();
                state.1 = false;
            }
            if state.0 > 0 {
                state.0 -= 1;
                return;
            }
            drop(state);
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        let mut state = self.permits.lock().unwrap();
        let is_free = state.0 > 0;
        if is_free {
            state.0 -= 1;
        }
        is_free
    }

    pub fn release(&self, permits: usize) {
        self.permits.lock().unwrap().0 += permits;
        self.released.notify_all();
    }
}
