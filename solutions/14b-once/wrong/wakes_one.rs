//! rejected: lost_wakeup — the end of the action wakes one of two waiters
//! by: a_caller_that_waits_for_an_action_that_panics_runs_its_own, fourteen_threads_that_wait_for_the_action_all_go_on, three_threads_run_it_once_and_see_what_it_did

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
        let mut ends = Ends(self, NEW);
        action();
        ends.1 = DONE;
    }

    pub fn is_completed(&self) -> bool {
        self.state.load(Acquire) == DONE
    }

    fn becomes(&self, state: u8) {
        let _guard = self.mutex.lock().unwrap();
        self.state.store(state, Release);
        self.changed.notify_one();
    }
}

/// Says what has become of the action, also if it panics.
struct Ends<'a>(&'a Once, u8);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.becomes(self.1);
    }
}
