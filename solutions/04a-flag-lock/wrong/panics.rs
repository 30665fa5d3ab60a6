//! rejected: assertion — panics where an error was asked for
//! by: a_release_that_fails_has_released_nothing, a_thread_that_waits_does_not_hold_the_lock, exactly_one_of_two_releases_at_once_succeeds, releases_of_a_free_lock_all_fail, releasing_a_free_lock_is_an_error_and_changes_nothing

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
        assert!(self.lit.swap(false, Release), "release of an unlocked lock");
        Ok(())
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
