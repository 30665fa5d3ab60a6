//! rejected: assertion — to find out whether it is locked, it takes and frees it
//! by: locked_changes_nothing, releases_of_a_free_lock_all_fail

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
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
        if self.lit.swap(true, Acquire) {
            return true;
        }
        self.lit.store(false, Release);
        false
    }
}
