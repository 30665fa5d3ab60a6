//! rejected: assertion — says yes to whoever frees a free lock
//! by: to_free_a_free_lock_is_an_error_and_changes_nothing, of_two_who_free_the_lock_one_is_told_that_it_was_free, whoever_is_told_that_nobody_was_in_has_let_nobody_else_in

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
        self.lit.store(false, Release);
        Ok(())
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
