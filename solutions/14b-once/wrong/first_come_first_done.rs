//! rejected: assertion — a swap decides who runs the action, and the others do not wait for it
//! by: a_caller_that_waits_for_an_action_that_panics_runs_its_own (data race), a_thread_that_comes_again_sees_what_it_did (data race), a_thread_that_finds_it_completed_sees_what_it_did (data race), a_thread_that_is_woken_for_nothing_sleeps_again, after_300_panics_it_can_still_be_completed, after_a_panic_the_next_caller_runs_its_own_action, an_action_that_panics_while_a_thread_panics_does_not_count, is_completed_never_waits, it_is_not_completed_while_the_action_runs, three_threads_run_it_once_and_see_what_it_did (data race), two_threads_run_it_once_and_see_what_it_did (data race)

use interleave::sync::atomic::{AtomicBool, Ordering::{AcqRel, Acquire}};

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if !self.is_done.load(Acquire) && !self.is_done.swap(true, AcqRel) {
            action();
        }
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
