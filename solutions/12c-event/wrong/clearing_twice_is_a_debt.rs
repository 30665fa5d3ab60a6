//! rejected: lost_wakeup — a second `clear` in a row cancels the next `set`
//! by: a_set_event_stays_set_until_it_is_cleared, a_set_lets_no_thread_through_that_comes_after_the_next_clear (assertion)

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    level: i64,
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
        state.level = (state.level + 1).min(1);
        state.sets += 1;
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        self.state.lock().unwrap().level -= 1;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().level > 0
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    pub fn wait(&self) {
        let mut state = self.state.lock().unwrap();
        let mine = state.sets;
        while state.level <= 0 && state.sets == mine {
            state = self.changed.wait(state).unwrap();
        }
    }
}
