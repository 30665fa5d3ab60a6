//! rejected: assertion — after waiting it goes in without the step that takes the lock
//! by: a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, a_waiter_that_is_overtaken_two_thousand_times_does_not_enter_by_force

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
        if self.lit.swap(true, Acquire) {
            while self.lit.load(Acquire) {
                hint::spin_loop();
            }
            self.lit.store(true, Relaxed);
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
