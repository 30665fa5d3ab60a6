//! rejected: assertion — the number stays at 255, and a thread that comes then sleeps through the next `set`
//! by: however_often_it_is_set_and_cleared_a_sleeper_goes_through

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    is_set: bool,
    sets: u8,
}

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
    changed: Condvar,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.sets = state.sets.saturating_add(1);
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
        let mut state = self.state.lock().unwrap();
        let mine = state.sets;
        while !state.is_set && state.sets == mine {
            state = self.changed.wait(state).unwrap();
        }
    }
}
