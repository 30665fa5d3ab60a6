//! rejected: assertion — `clear` changes the number as well, so a thread that wakes up for no reason goes through
//! by: clearing_lets_no_sleeper_through

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    is_set: bool,
    sets: u64,
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
        state.sets += 1;
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = false;
        state.sets += 1;
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
