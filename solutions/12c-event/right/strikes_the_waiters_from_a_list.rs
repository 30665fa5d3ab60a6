//! right: every waiter has a number on a list, and `set` empties the list

use std::collections::BTreeSet;

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
    next: u64,
    waiting: BTreeSet<u64>,
}

impl Event {
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.waiting.clear();
        drop(state);
        self.changed.notify_all();
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().is_set
    }

    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        if state.is_set {
            return;
        }
        let me = state.next;
        state.next += 1;
        state.waiting.insert(me);
        while state.waiting.contains(&me) {
            state = self.changed.wait(state).unwrap();
        }
    }
}
