//! rejected: deadlock — 64 locks for all, chosen by address, so two can share one
//! by: three_hundred_are_called_inside_each_other

use interleave::sync::atomic::{AtomicBool, Ordering::*};
use interleave::sync::{Mutex, PoisonError};
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
}
static LOCKS: [Mutex<()>; 64] = [const { Mutex::new(()) }; 64];
impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_done.load(Acquire) {
            return;
        }
        let _guard = LOCKS[(self as *const Self as usize) % 64]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !self.is_done.load(Relaxed) {
            action();
            self.is_done.store(true, Release);
        }
    }
    pub fn is_completed(&self) -> bool {
        self.is_done.load(Acquire)
    }
}
