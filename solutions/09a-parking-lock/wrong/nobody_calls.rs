//! rejected: lost_wakeup — a thread that comes out goes home
//! by: a_thread_sleeps_again_however_often_it_is_overtaken (assertion), a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), another_thread_may_release, at_most_one_holds_the_lock_when_both_come_twice, at_most_one_thread_holds_the_lock, neither_of_two_sleeping_threads_is_forgotten, no_thread_sleeps_while_the_lock_is_free, none_of_three_sleeping_threads_is_forgotten, release_unparks_at_most_one_thread (assertion), the_lock_passes_on_what_was_done_under_it, two_locks_are_independent

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
        drop(state);
        drop(first);
    }
}
