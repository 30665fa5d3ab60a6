//! rejected: spin — to find out whether it is locked, it locks it
//! by: a_lock_is_locked_from_acquire_to_release, each_lock_is_a_lock_of_its_own, locked_changes_nothing, releases_of_a_free_lock_all_fail (assertion), releasing_a_free_lock_is_an_error_and_changes_nothing

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
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.swap(true, Relaxed)
    }
}
