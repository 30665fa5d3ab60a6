//! rejected: data_race — two threads find the flag clear, and both run their action
//! by: a_caller_that_waits_for_an_action_that_panics_runs_its_own, a_thread_that_comes_again_sees_what_it_did, a_thread_that_is_woken_for_nothing_sleeps_again (assertion), three_threads_run_it_once_and_see_what_it_did, two_threads_run_it_once_and_see_what_it_did

use interleave::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if !self.is_done.load(Acquire) {
            action();
            self.is_done.store(true, Release);
        }
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
