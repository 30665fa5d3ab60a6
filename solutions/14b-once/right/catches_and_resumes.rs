//! right: catches the panic, so that the mutex isn't poisoned, and passes it on

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
    done: Mutex<bool>,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_completed() {
            return;
        }
        let mut done = self.done.lock().unwrap();
        if *done {
            return;
        }
        let result = catch_unwind(AssertUnwindSafe(action));
        *done = result.is_ok();
        if *done {
            self.is_done.store(true, Release);
        }
        drop(done);
        if let Err(panic) = result {
            resume_unwind(panic);
        }
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
