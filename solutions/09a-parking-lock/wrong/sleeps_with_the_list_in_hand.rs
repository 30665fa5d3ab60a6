//! rejected: deadlock — whoever lies down keeps the list, and nobody can read it
//! by: ?

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

#[derive(Default)]
pub struct ParkingLock {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    busy: bool,
    list: VecDeque<Thread>,
}

impl ParkingLock {
    pub fn acquire(&self) {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        while state.busy {
            state.list.push_back(me.clone());
            thread::park();
        }
        state.busy = true;
    }

    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.busy = false;
        let first = state.list.pop_front();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
