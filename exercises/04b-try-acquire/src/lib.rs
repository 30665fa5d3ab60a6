//! A lock that a thread can try without waiting, or so it says.

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
pub struct BinaryLock {
    /// Whether the chair is taken.
    taken: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock. Waits as long as another thread holds it.
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    // TODO: this may wait.
    pub fn try_acquire(&self) -> bool {
        if self.locked() {
            return false;
        }
        self.acquire();
        true
    }

    /// Releases the lock, whichever thread took it. Releasing a free lock is an error.
    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
