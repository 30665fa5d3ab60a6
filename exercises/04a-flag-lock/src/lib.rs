//! A lock made of one flag, which lets two threads in.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// The lock was released, but no thread held it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FlagLock {
    /// The lamp above the door.
    lit: AtomicBool,
}

impl FlagLock {
    /// Takes the lock. Waits as long as it is held.
    // TODO: two threads may both find it free.
    pub fn acquire(&self) {
        while self.lit.load(Acquire) {
            hint::spin_loop();
        }
        self.lit.store(true, Relaxed);
    }

    /// Releases the lock, whichever thread took it. Releasing a free lock is an error.
    // TODO: two threads may both find it locked, and only one of them releases it.
    pub fn release(&self) -> Result<(), NotLocked> {
        if !self.lit.load(Relaxed) {
            return Err(NotLocked);
        }
        self.lit.store(false, Release);
        Ok(())
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
