//! rejected: lost_wakeup — a thread that is called and finds the cutter taken again lies down without signing
//! by: a_thread_sleeps_again_however_often_it_is_overtaken (assertion), a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), at_most_one_holds_the_lock_when_both_come_twice, neither_of_two_sleeping_threads_is_forgotten, release_unparks_at_most_one_thread (assertion)

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
        if self.enter_or_sign() {
            return;
        }
        loop {
            thread::park();
            let mut state = self.state.lock().unwrap();
            if !state.busy {
                state.busy = true;
                return;
            }
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
