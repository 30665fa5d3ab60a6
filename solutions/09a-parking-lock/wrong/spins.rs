//! rejected: search — nobody sleeps: whoever waits looks again and again
//! by: nobody_sleeps_while_the_cutter_is_free, at_most_one_is_at_the_cutter, at_most_one_is_there_when_they_come_twice, of_two_on_the_sofa_nobody_sleeps_on, what_one_has_made_the_next_one_finds, whoever_waits_is_asleep (assertion), whoever_comes_out_calls_one, however_often_somebody_is_overtaken_they_wait, another_thread_may_release, each_cutter_has_a_list_of_its_own

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
            thread::yield_now();
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
