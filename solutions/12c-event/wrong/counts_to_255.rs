//! rejected: assertion — after 256 calls of `set` the number is the same again
//! by: however_often_it_is_set_and_cleared_a_sleeper_goes_through

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
    times: u8,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.times = state.times.wrapping_add(1);
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
