//! A right lock, in a file with the name of a wrong one: a test that reads file names meets it.

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
    pub fn acquire(&self) {
        // Looking and switching on are one step: only one thread can be the one that found the lamp off.
        // Acquire: pairs with the swap in `release`.
        while self.lit.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock, whichever thread took it. Releasing a free lock is an error.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the swap in `acquire`.
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may be out of date at once, so no caller can rely on it.
        self.lit.load(Relaxed)
    }
}
