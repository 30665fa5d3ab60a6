//! rejected: assertion — both threads that free it may find it locked
//! by: exactly_one_of_two_releases_at_once_succeeds

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
        if !self.locked() {
            return Err(NotLocked);
        }
        self.lit.store(false, Release);
        Ok(())
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
