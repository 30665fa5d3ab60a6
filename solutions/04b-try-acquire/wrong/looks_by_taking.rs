//! rejected: assertion — to find out whether the chair is taken, it takes it
//! by: a_try_is_not_refused_because_another_thread_asks, locked_changes_nothing

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
        self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok()
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        !self.try_acquire()
    }
}
