//! right: `notify_one` once for each permit, and not more often than threads wait

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    free: usize,
    waiting: usize,
}

pub struct Semaphore {
    state: Mutex<State>,
    released: Condvar,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore {
            state: Mutex::new(State { free: permits, waiting: 0 }),
            released: Condvar::new(),
        }
    }

    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        state.waiting += 1;
        state = self.released.wait_while(state, |state| state.free == 0).unwrap();
        state.waiting -= 1;
        state.free -= 1;
    }

    pub fn try_acquire(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        match state.free.checked_sub(1) {
            Some(left) => state.free = left,
            None => return false,
        }
        true
    }

    pub fn release(&self, permits: usize) {
        let mut state = self.state.lock().unwrap();
        state.free += permits;
        for _ in 0..permits.min(state.waiting) {
            self.released.notify_one();
        }
    }
}
