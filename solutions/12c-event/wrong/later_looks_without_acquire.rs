//! rejected: assertion — the looks after a sleep are relaxed, so the thread may not see what was written before `set`
//! by: a_thread_that_is_let_through_sees_what_was_written_before_the_set

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::{Relaxed, SeqCst}};

/// Odd: set. Even: clear.
#[derive(Default)]
pub struct Event {
    state: AtomicU32,
}

impl Event {
    pub fn set(&self) {
        let _ = self.state.fetch_update(SeqCst, SeqCst, |s| (s % 2 == 0).then(|| s.wrapping_add(1)));
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
        while self.state.load(Relaxed) == seen {
            futex::wait(&self.state, seen);
        }
    }
}
