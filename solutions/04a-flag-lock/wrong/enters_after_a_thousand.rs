//! rejected: assertion — after a thousand swaps that came too late, it goes in, whatever the next one returns
//! by: a_waiter_that_is_overtaken_two_thousand_times_does_not_enter_by_force

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
        for _ in 0..1_000 {
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
