//! rejected: search — all locks share one static
//! by: nobody_sleeps_while_the_cutter_is_free, at_most_one_is_at_the_cutter, at_most_one_is_there_when_they_come_twice, of_two_on_the_sofa_nobody_sleeps_on, what_one_has_made_the_next_one_finds, whoever_comes_out_calls_one, whoever_has_been_on_the_list_longest_is_called_first (assertion), however_often_somebody_is_overtaken_they_wait, another_thread_may_release, each_cutter_has_a_list_of_its_own (lost_wakeup)

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

#[derive(Default)]
pub struct ParkingLock {
    _state: (),
}

static STATE: Mutex<State> = Mutex::new(State { busy: false, list: VecDeque::new() });

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
        let mut state = STATE.lock().unwrap();
        state.list.retain(|thread| thread.id() != me.id());
        if state.busy {
            state.list.push_back(me);
            return false;
        }
        state.busy = true;
        true
    }

    pub fn release(&self) {
        let mut state = STATE.lock().unwrap();
        state.busy = false;
        let first = state.list.pop_front();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
