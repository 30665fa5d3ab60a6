//! rejected: assertion — one trier at a time, so the other waits for it
//! by: a_try_does_not_wait_for_another_try, a_try_of_a_taken_lock_looks_once

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
    trying: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        while self.trying.swap(true, Acquire) {
            hint::spin_loop();
        }
        let took = !self.taken.swap(true, Acquire);
        self.trying.store(false, Release);
        took
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
