//! rejected: assertion — after finding the lock free, it frees it all the same, and by then another thread has taken it
//! by: a_release_that_fails_has_released_nothing, a_thread_that_waits_does_not_hold_the_lock

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
        if self.lit.compare_exchange(true, false, Release, Relaxed).is_ok() {
            return Ok(());
        }
        // To be on the safe side.
        self.lit.store(false, Release);
        Err(NotLocked)
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
