//! rejected: assertion — the last call waits until every waiter has left
//! by: counting_down_waits_for_no_sleeper

use interleave::sync::{Condvar, Mutex};

pub struct Latch {
    state: Mutex<(usize, usize)>,
    opened: Condvar,
    left: Condvar,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { state: Mutex::new((count, 0)), opened: Condvar::new(), left: Condvar::new() }
    }

    pub fn count_down(&self) {
        let mut state = self.state.lock().unwrap();
        if state.0 == 0 {
            return;
        }
        state.0 -= 1;
        if state.0 == 0 {
            self.opened.notify_all();
            drop(self.left.wait_while(state, |state| state.1 > 0).unwrap());
        }
    }

    pub fn is_open(&self) -> bool {
        self.state.lock().unwrap().0 == 0
    }

    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        state.1 += 1;
        let mut state = self.opened.wait_while(state, |state| state.0 > 0).unwrap();
        state.1 -= 1;
        if state.1 == 0 {
            self.left.notify_all();
        }
    }
}
