//! rejected: assertion — a thread that comes while others still leave is not counted by the next `set`
//! by: a_thread_that_comes_again_waits_and_takes_no_turn_away, a_thread_that_comes_between_two_sets_goes_through_with_the_second

use interleave::sync::{Condvar, Mutex};

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_set: bool,
    waiting: u64,
    leaving: u64,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.leaving += std::mem::take(&mut state.waiting);
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    pub fn wait(&self) {
        let state = self.state.lock().unwrap();
        let others_leave = |state: &mut State| state.leaving > 0 && !state.is_set;
        let mut state = self.changed.wait_while(state, others_leave).unwrap();
        if state.is_set {
            return;
        }
        state.waiting += 1;
        while state.leaving == 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.leaving -= 1;
        self.changed.notify_all();
    }
}
