//! A lock that a thread can try without waiting.

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
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // The step that takes the lock also says whether it was free: there is no moment between the two.
        // Acquire: pairs with the swap in `release`. Relaxed: a failed exchange has taken nothing.
        self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok()
    }

    /// Releases the lock, whichever thread took it. Releasing a free lock is an error.
    pub fn release(&self) -> Result<(), NotLocked> {
        // Release: pairs with the exchange in `try_acquire`.
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may already be out of date, so no caller can rely on it.
        self.taken.load(Relaxed)
    }
}
