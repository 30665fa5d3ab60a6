//! right: a permit is kept for each thread that waits, and `try_acquire` gets only the others

use interleave::sync::{Condvar, Mutex};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    state: Mutex<(usize, usize)>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore { state: Mutex::new((permits, 0)), released: Condvar::new() }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        state.1 += 1;
        while state.0 == 0 {
            state = self.released.wait(state).unwrap();
        }
        state.0 -= 1;
        state.1 -= 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.0 <= state.1 {
            return false;
        }
        state.0 -= 1;
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        self.state.lock().unwrap().0 += permits;
        self.released.notify_all();
    }
}
