//! rejected: assertion — the flag is set before the action
//! by: a_caller_that_waits_for_an_action_that_panics_runs_its_own (data race), a_thread_that_comes_again_sees_what_it_did (data race), a_thread_that_finds_it_completed_sees_what_it_did (data race), a_thread_that_is_woken_for_nothing_sleeps_again, after_300_panics_it_can_still_be_completed, after_a_panic_the_next_caller_runs_its_own_action, an_action_that_panics_while_a_thread_panics_does_not_count, is_completed_never_waits, it_is_not_completed_while_the_action_runs, three_threads_run_it_once_and_see_what_it_did (data race), two_threads_run_it_once_and_see_what_it_did (data race)

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
            self.is_done.store(true, Release);
            action();
        }
    }

    /// Whether an action has been run to its end. Never waits.
    pub fn is_completed(&self) -> bool {
        // Acquire: pairs with the store in `call_once`.
        self.is_done.load(Acquire)
    }
}
