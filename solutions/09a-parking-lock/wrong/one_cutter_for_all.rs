//! rejected: search — all locks share one static
//! by: a_thread_sleeps_again_however_often_it_is_overtaken (assertion), a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), a_thread_woken_for_nothing_sleeps_again (assertion), a_waiting_thread_sleeps (assertion), another_thread_may_release, at_most_one_holds_the_lock_when_both_come_twice, at_most_one_thread_holds_the_lock, neither_of_two_sleeping_threads_is_forgotten, no_thread_sleeps_while_the_lock_is_free, none_of_three_sleeping_threads_is_forgotten, release_unparks_at_most_one_thread, the_first_thread_on_the_list_is_unparked_first (assertion), the_lock_passes_on_what_was_done_under_it, two_locks_are_independent (lost_wakeup)

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
