//! rejected: assertion — the 256th try is refused
//! by: after_300_panics_it_can_still_be_completed

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
    tries: Mutex<u8>,
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_done.load(Acquire) {
            return;
        }
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_done.load(Relaxed) {
            return;
        }
        *tries = tries.checked_add(1).expect("too many panics");
        action();
        self.is_done.store(true, Release);
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
