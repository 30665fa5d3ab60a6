//! rejected: assertion — a taken lock is looked at again after other threads could run
//! by: a_try_of_a_taken_lock_looks_once

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::thread;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        if self.locked() {
            thread::yield_now();
        }
        !self.taken.swap(true, Acquire)
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
