//! rejected: assertion — every lock is the same lock
//! by: each_lock_is_a_lock_of_its_own

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

static LIT: AtomicBool = AtomicBool::new(false);

#[derive(Default)]
pub struct FlagLock {
    _own: (),
}

impl FlagLock {
    pub fn acquire(&self) {
        while LIT.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if LIT.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        LIT.load(Relaxed)
    }
}
