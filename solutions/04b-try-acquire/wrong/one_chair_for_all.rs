//! rejected: assertion — every lock is the same lock
//! by: each_lock_is_a_lock_of_its_own

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

static TAKEN: AtomicBool = AtomicBool::new(false);

#[derive(Default)]
pub struct BinaryLock {
    _own: (),
}

impl BinaryLock {
    pub fn acquire(&self) {
        while TAKEN.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        !TAKEN.swap(true, Acquire)
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if TAKEN.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        TAKEN.load(Relaxed)
    }
}
