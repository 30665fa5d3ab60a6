//! rejected: assertion — the number goes up after the mutex is released, when the event may be clear again
//! by: a_set_lets_no_thread_through_that_comes_after_the_next_clear

use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};
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
        drop(state);
        self.sets.fetch_add(1, SeqCst);
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
        let seen = self.sets.load(SeqCst);
        while !state.is_set && self.sets.load(SeqCst) == seen {
            state = self.changed.wait(state).unwrap();
        }
    }
}
