//! right: the number is an atomic, which `wait` reads before it locks the mutex

use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};
use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    is_set: bool,
}

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
    changed: Condvar,
    sets: AtomicU64,
}

impl Event {
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        self.sets.fetch_add(1, Relaxed);
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
        let seen = self.sets.load(Relaxed);
        let mut state = self.state.lock().unwrap();
        while !state.is_set && self.sets.load(Relaxed) == seen {
            state = self.changed.wait(state).unwrap();
        }
    }
}
