//! right: a number instead of a flag, and yields instead of hints

use interleave::sync::atomic::{
    AtomicU8,
    Ordering::SeqCst,
};
use interleave::thread;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: AtomicU8,
}

impl FlagLock {
    pub fn acquire(&self) {
        while self.lit.fetch_or(1, SeqCst) == 1 {
            thread::yield_now();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        match self.lit.fetch_and(0, SeqCst) {
            0 => Err(NotLocked),
            _ => Ok(()),
        }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(SeqCst) == 1
    }
}
