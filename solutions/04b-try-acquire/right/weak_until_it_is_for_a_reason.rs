//! right: a weak exchange, repeated as long as it fails for no reason

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
        loop {
            match self.taken.compare_exchange_weak(false, true, Acquire, Relaxed) {
                Ok(_) => return true,
                Err(true) => return false,
                Err(false) => {}
            }
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
