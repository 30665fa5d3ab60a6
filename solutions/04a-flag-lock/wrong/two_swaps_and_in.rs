//! rejected: assertion — the third swap goes in whatever it returned
//! by: a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, a_waiter_that_is_overtaken_two_thousand_times_does_not_enter_by_force

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
        for _ in 0..2 {
            if !self.lit.swap(true, Acquire) {
                return;
            }
            while self.lit.load(Relaxed) {
                hint::spin_loop();
            }
        }
        self.lit.swap(true, Acquire);
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
