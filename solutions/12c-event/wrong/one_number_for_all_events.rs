//! rejected: assertion — a `set` of another event changes the number as well
//! by: each_event_has_its_own_flag

use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

static SETS: AtomicU64 = AtomicU64::new(0);

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<bool>,
    changed: Condvar,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        *state = true;
        SETS.fetch_add(1, SeqCst);
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        *self.state.lock().unwrap() = false;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        *self.state.lock().unwrap()
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let mine = SETS.load(SeqCst);
        while !*state && SETS.load(SeqCst) == mine {
            state = self.changed.wait(state).unwrap();
        }
    }
}
