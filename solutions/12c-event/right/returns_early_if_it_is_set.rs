//! right: `set` returns early if the event is set, without the mutex

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
    pub fn set(&self) {
        if self.is_set() {
            return;
        }
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.sets += 1;
        self.changed.notify_all();
    }

    pub fn clear(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let seen = state.sets;
        while !state.is_set && state.sets == seen {
            state = self.changed.wait(state).unwrap();
        }
    }
}
