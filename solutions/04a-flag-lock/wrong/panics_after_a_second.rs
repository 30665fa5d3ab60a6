//! rejected: assertion — panics when it has waited for a second
//! by: a_waiter_does_not_enter_together_with_a_newcomer

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: AtomicBool,
}

impl FlagLock {
    pub fn acquire(&self) {
        let start = Instant::now();
        while self.lit.swap(true, Acquire) {
            assert!(start.elapsed() < Duration::from_secs(1), "is somebody asleep in there?");
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
