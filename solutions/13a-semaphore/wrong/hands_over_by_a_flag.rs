//! rejected: lost_wakeup — two permits that are handed over in a row are one flag
//! by: many_permits_at_once_wake_all_that_wait, three_permits_at_once_wake_three_threads, twelve_permits_at_once_wake_twelve_threads, two_permits_at_once_wake_two_threads, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::{Condvar, Mutex};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    state: Mutex<State>,
    released: Condvar,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore {
            state: Mutex::new(State { free: permits, waiting: 0, granted: false }),
            released: Condvar::new(),
        }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        if state.free > 0 {
            state.free -= 1;
            return;
        }
        state.waiting += 1;
        while !state.granted {
            state = self.released.wait(state).unwrap();
        }
        state.granted = false;
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.free == 0 {
            return false;
        }
        state.free -= 1;
        true
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        for _ in 0..permits {
            if state.waiting > 0 {
                state.waiting -= 1;
                state.granted = true;
                self.released.notify_one();
            } else {
                state.free += 1;
            }
        }
    }
}

struct State {
    free: usize,
    waiting: usize,
    granted: bool,
}
