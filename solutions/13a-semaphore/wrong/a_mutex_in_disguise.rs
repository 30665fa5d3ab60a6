//! rejected: lost_wakeup — only one permit can be out at a time
//! by: as_many_threads_get_in_as_there_are_permits, many_permits_at_once_wake_all_that_wait, one_waiter_leaves_the_second_permit_to_a_thread_that_tries, three_permits_at_once_wake_three_threads, twelve_permits_at_once_wake_twelve_threads, two_permits_at_once_wake_two_threads, two_releases_in_a_row_wake_two_threads, two_threads_that_release_at_once_wake_two_threads

use interleave::sync::{Condvar, Mutex};

pub struct Semaphore {
    state: Mutex<(usize, bool)>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { state: Mutex::new((permits, false)), released: Condvar::new() }
    }

    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        while state.0 == 0 || state.1 {
            state = self.released.wait(state).unwrap();
        }
        *state = (state.0 - 1, true);
    }

    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let is_free = state.0 > 0;
        if is_free {
            *state = (state.0 - 1, true);
        }
        is_free
    }

    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        *state = (state.0 + permits, false);
        self.released.notify_all();
    }
}
