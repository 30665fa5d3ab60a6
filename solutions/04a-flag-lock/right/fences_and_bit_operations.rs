//! right: `fetch_or` and `fetch_and`, with fences

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
    fence,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: AtomicBool,
}

impl FlagLock {
    pub fn acquire(&self) {
        while self.lit.fetch_or(true, Relaxed) {
            hint::spin_loop();
        }
        fence(Acquire);
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        fence(Release);
        if self.lit.fetch_and(false, Relaxed) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
