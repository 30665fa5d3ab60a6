//! rejected: assertion — the first waiter sleeps with a second mutex, and `try_acquire` waits for that
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain, trying_does_not_wait_where_another_thread_does (lost_wakeup)

use interleave::sync::{Condvar, Mutex};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    turnstile: Mutex<()>,
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore {
            turnstile: Mutex::new(()),
            permits: Mutex::new(permits),
            released: Condvar::new(),
        }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let _turn = self.turnstile.lock().unwrap();
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap();
        }
        *permits -= 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let _turn = self.turnstile.lock().unwrap();
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            return false;
        }
        *permits -= 1;
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        *self.permits.lock().unwrap() += permits;
        self.released.notify_one();
    }
}
