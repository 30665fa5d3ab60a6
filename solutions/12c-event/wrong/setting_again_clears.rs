//! rejected: lost_wakeup — a second `set` turns the flag off
//! by: a_set_event_stays_set_until_it_is_cleared, a_set_lets_no_thread_through_that_comes_after_the_next_clear, two_sets_at_once_set_the_flag_and_two_clears_at_once_clear_it (assertion)

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
    /// How often `set` was called: a waiter that finds another number than before has been let through.
    times: u64,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = !state.is_set;
        state.times += 1;
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
        let times = state.times;
        let has_to_wait = |state: &mut State| !state.is_set && state.times == times;
        drop(self.changed.wait_while(state, has_to_wait).unwrap());
    }
}
