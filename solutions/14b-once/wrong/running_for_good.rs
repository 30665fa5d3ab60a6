//! rejected: lost_wakeup — after a panic the state says forever that an action runs
//! by: a_caller_that_waits_for_an_action_that_panics_runs_its_own, after_300_panics_it_can_still_be_completed, after_a_panic_the_next_caller_runs_its_own_action, an_action_that_panics_while_a_thread_panics_does_not_count

use interleave::sync::{Condvar, Mutex};
use interleave::sync::atomic::{AtomicU8, Ordering::{Acquire, Relaxed, Release}};

const NEW: u8 = 0;
const RUNNING: u8 = 1;
const DONE: u8 = 2;

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    /// Changes only under the mutex.
    state: AtomicU8,
    mutex: Mutex<()>,
    changed: Condvar,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_completed() {
            return;
        }
        let mut guard = self.mutex.lock().unwrap();
        loop {
            match self.state.load(Relaxed) {
                DONE => return,
                RUNNING => guard = self.changed.wait(guard).unwrap(),
                _ => break,
            }
        }
        self.state.store(RUNNING, Relaxed);
        drop(guard);
        action();
        self.becomes(DONE);
    }

    pub fn is_completed(&self) -> bool {
        self.state.load(Acquire) == DONE
    }

    fn becomes(&self, state: u8) {
        let _guard = self.mutex.lock().unwrap();
        self.state.store(state, Release);
        self.changed.notify_all();
    }
}
