//! rejected: assertion — the cutter is handed to whoever is called, but whoever got up for no reason was not called
//! by: at_most_one_is_at_the_cutter, at_most_one_is_there_when_they_come_twice, of_two_on_the_sofa_nobody_sleeps_on, what_one_has_made_the_next_one_finds (data_race), however_often_somebody_is_overtaken_they_wait, another_thread_may_release

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
        if !self.enter_or_sign() {
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
        let first = state.list.pop_front();
        state.busy = first.is_some();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
