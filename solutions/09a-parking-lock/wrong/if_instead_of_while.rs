//! rejected: assertion — a thread that gets up takes it for a call
//! by: a_thread_sleeps_again_however_often_it_is_overtaken, another_thread_may_release, at_most_one_holds_the_lock_when_both_come_twice, at_most_one_thread_holds_the_lock, neither_of_two_sleeping_threads_is_forgotten, the_lock_passes_on_what_was_done_under_it (data_race)

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
            self.state.lock().unwrap().busy = true;
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
