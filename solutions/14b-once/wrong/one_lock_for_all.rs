//! rejected: deadlock — an action that calls another one's `call_once` waits for itself
//! by: a_once_waits_for_no_other, three_hundred_are_called_inside_each_other

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::{Mutex, PoisonError};

static RUNNING: Mutex<()> = Mutex::new(());

#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_done.load(Acquire) {
            return;
        }
        let _guard = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_done.load(Relaxed) {
            return;
        }
        action();
        self.is_done.store(true, Release);
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
