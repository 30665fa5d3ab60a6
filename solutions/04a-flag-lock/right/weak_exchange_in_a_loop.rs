//! right: a weak exchange in the loop, a strong one for `release`

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
        while self.lit.compare_exchange_weak(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        self.lit.compare_exchange(true, false, Release, Relaxed).map(|_| ()).map_err(|_| NotLocked)
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
