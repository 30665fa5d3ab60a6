//! rejected: assertion — right but unfair: it calls the thread that was the last to sign
//! by: the_first_thread_on_the_list_is_unparked_first

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
        while !self.enter_or_sign() {
            thread::park();
        }
    }

    fn enter_or_sign(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        state.list.retain(|thread| thread.id() != me.id());
        if state.busy {
            state.list.push_back(me);
            return false;
        }
        state.busy = true;
        true
    }

    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.busy = false;
        let first = state.list.pop_back();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
