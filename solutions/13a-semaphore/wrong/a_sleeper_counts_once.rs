//! rejected: lost_wakeup — a sleeper is struck off the count when it is woken, and if that was in vain, it sleeps on uncounted
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain (assertion), a_thread_woken_in_vain_waits_again, one_permit_lets_one_thread_in_at_a_time, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

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
        if state.0 == 0 {
            state.1 += 1;
            while state.0 == 0 {
                state = self.released.wait(state).unwrap();
            }
        }
        state.0 -= 1;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.0 == 0 {
            return false;
        }
        state.0 -= 1;
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        state.0 += permits;
        let wake = state.1.min(permits);
        state.1 -= wake;
        for _ in 0..wake {
            self.released.notify_one();
        }
    }
}
