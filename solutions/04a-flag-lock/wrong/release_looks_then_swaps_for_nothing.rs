//! rejected: assertion — `release` answers what it saw before the swap, not what the swap took out
//! by: a_release_that_fails_has_released_nothing, a_thread_that_waits_does_not_hold_the_lock, exactly_one_of_two_releases_at_once_succeeds

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
        let was_lit = self.locked();
        self.lit.swap(false, Release);
        if was_lit { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
