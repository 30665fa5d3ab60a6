//! rejected: lost_wakeup — `set` notifies before it sets the flag
//! by: a_set_lets_no_thread_through_that_comes_after_the_next_clear, a_thread_that_is_let_through_sees_what_was_written_before_the_set, each_event_has_its_own_flag, every_thread_goes_through_in_the_end, no_thread_goes_through_before_the_event_is_set, setting_clearing_and_asking_always_do_their_work

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
        self.changed.notify_all();
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.times += 1;
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
