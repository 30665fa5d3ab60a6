//! rejected: assertion — the flag is set by a destructor, also if the action panics
//! by: a_caller_that_waits_for_an_action_that_panics_runs_its_own, after_300_panics_it_can_still_be_completed, after_a_panic_the_next_caller_runs_its_own_action, an_action_that_panics_while_a_thread_panics_does_not_count

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::{Mutex, PoisonError};

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
    /// Held while an action runs.
    running: Mutex<()>,
}

/// Sets the flag when it is dropped.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Release);
    }
}

impl Once {
    /// Runs `action` if no action has been run to its end yet. Waits for one that is running.
    ///
    /// # Panics
    ///
    /// If `action` panics. Then it doesn't count.
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_completed() {
            return;
        }
        // Poisoned by an action that has panicked: this thread's action replaces it.
        let _guard = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        // Relaxed: the flag changes only under the lock.
        if !self.is_done.load(Relaxed) {
            let _ends = Ends(&self.is_done);
            action();
        }
    }

    /// Whether an action has been run to its end. Never waits.
    pub fn is_completed(&self) -> bool {
        // Acquire: pairs with the store in `call_once`.
        self.is_done.load(Acquire)
    }
}
