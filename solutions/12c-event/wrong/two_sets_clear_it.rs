//! rejected: assertion — looks and adds in two steps, so two sets at once add up to a clear
//! by: two_sets_at_once_set_the_flag_and_two_clears_at_once_clear_it

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// Odd: set. Even: clear.
#[derive(Default)]
pub struct Event {
    state: AtomicU32,
}

impl Event {
    pub fn set(&self) {
        if !self.is_set() {
            self.state.fetch_add(1, SeqCst);
        }
        futex::wake_all(&self.state);
    }

    pub fn clear(&self) {
        let _ = self.state.fetch_update(SeqCst, SeqCst, |s| (s % 2 == 1).then(|| s.wrapping_add(1)));
    }

    pub fn is_set(&self) -> bool {
        self.state.load(SeqCst) % 2 == 1
    }

    pub fn wait(&self) {
        let seen = self.state.load(SeqCst);
        if seen % 2 == 1 {
            return;
        }
        while self.state.load(SeqCst) == seen {
            futex::wait(&self.state, seen);
        }
    }
}
