//! A lock that can be taken without waiting for it, or so it says.

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// The lock was released, but nobody held it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether somebody sits in the chair.
    taken: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and says whether it did.
    // TODO: never wait.
    pub fn try_acquire(&self) -> bool {
        if self.locked() {
            return false;
        }
        self.acquire();
        true
    }

    /// Frees the lock, whoever took it. It is an error to free a lock that is free.
    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether somebody holds the lock now.
    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
