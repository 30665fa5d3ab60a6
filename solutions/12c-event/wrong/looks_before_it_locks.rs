//! rejected: assertion — two threads find the event clear, and the second `set` undoes the first
//! by: two_sets_at_once_set_the_flag_and_two_clears_at_once_clear_it

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
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
        state.sets += 1;
        self.changed.notify_all();
    }

    pub fn clear(&self) {
        if !self.is_set() {
            return;
        }
        self.state.lock().unwrap().sets += 1;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().sets % 2 == 1
    }

    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let seen = state.sets;
        while state.sets % 2 == 0 && state.sets == seen {
            state = self.changed.wait(state).unwrap();
        }
    }
}
