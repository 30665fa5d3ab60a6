//! rejected: assertion — a free lock is refused because a thread waits for it
//! by: a_try_is_not_refused_because_a_thread_waits, a_try_of_a_taken_lock_looks_once

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
    waiting: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        self.waiting.store(true, Relaxed);
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
        self.waiting.store(false, Relaxed);
    }

    pub fn try_acquire(&self) -> bool {
        !self.waiting.load(Relaxed) && !self.taken.swap(true, Acquire)
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
