//! rejected: assertion — a thread that has got up three times for nothing goes to the cutter all the same
//! by: a_thread_sleeps_again_however_often_it_is_overtaken

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
        for _ in 0..3 {
            if self.enter_or_sign() {
                return;
            }
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
        let first = state.list.pop_front();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
