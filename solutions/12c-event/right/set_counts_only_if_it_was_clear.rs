//! right: the number counts only those calls of `set` that change the flag, and the loop is a `while`

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
        if !state.is_set {
            state.is_set = true;
            state.times += 1;
        }
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
        let times = state.times;
        while !state.is_set && state.times == times {
            state = self.changed.wait(state).unwrap();
        }
    }
}
