//! rejected: assertion — a second flag in front of the first has the same gap
//! by: a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, a_waiter_that_is_overtaken_two_thousand_times_does_not_enter_by_force, two_threads_never_hold_the_lock_together

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
    entering: AtomicBool,
}

impl FlagLock {
    pub fn acquire(&self) {
        loop {
            while self.lit.load(Acquire) || self.entering.load(Acquire) {
                hint::spin_loop();
            }
            self.entering.store(true, Relaxed);
            if !self.lit.load(Acquire) {
                break;
            }
            self.entering.store(false, Relaxed);
        }
        self.lit.store(true, Relaxed);
        self.entering.store(false, Relaxed);
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
