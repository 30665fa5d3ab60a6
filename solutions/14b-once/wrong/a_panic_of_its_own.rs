//! rejected: assertion — the caller of an action that panics gets another panic
//! by: after_300_panics_it_can_still_be_completed, its_caller_gets_the_panic_of_the_action

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::{Mutex, PoisonError};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
    running: Mutex<()>,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_done.load(Acquire) {
            return;
        }
        let guard = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_done.load(Relaxed) {
            return;
        }
        match catch_unwind(AssertUnwindSafe(action)) {
            Ok(()) => self.is_done.store(true, Release),
            Err(_) => {
                drop(guard);
                panic!("the action panicked");
            }
        }
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
