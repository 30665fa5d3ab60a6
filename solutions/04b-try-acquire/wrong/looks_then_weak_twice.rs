//! rejected: assertion — a weak exchange is tried twice after a look
//! by: a_try_that_loses_a_race_does_not_try_again

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        let took = || self.taken.compare_exchange_weak(false, true, Acquire, Relaxed).is_ok();
        !self.locked() && (took() || took())
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
