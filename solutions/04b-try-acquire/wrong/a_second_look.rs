//! rejected: assertion — after a no it looks once more, in case the lock was just being released
//! by: a_try_of_a_taken_lock_looks_once

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok()
            || (!self.locked()
                && self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok())
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
