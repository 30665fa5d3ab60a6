//! rejected: lost_wakeup — a thread that comes out throws the rest of the list away
//! by: a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), neither_of_two_sleeping_threads_is_forgotten, none_of_three_sleeping_threads_is_forgotten, release_unparks_at_most_one_thread (assertion)

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
        let first = state.list.pop_front();
        state.list.clear();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
