//! rejected: assertion — a refused release turns the lamp on and off again; between the two, another one is told that it released the lock
//! by: releases_of_a_free_lock_all_fail

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: AtomicBool,
}

impl FlagLock {
    pub fn acquire(&self) {
        while self.lit.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.fetch_not(Release) {
            return Ok(());
        }
        // It was free, so make it free again.
        self.lit.store(false, Release);
        Err(NotLocked)
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
