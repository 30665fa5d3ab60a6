//! Stage 1: a lock with two halves, `acquire` and `release`, like the one in chapter 4.

use crate::hint;
use crate::sync::atomic::AtomicBool;
use crate::sync::atomic::Ordering::{Acquire, Relaxed, Release};

// ANCHOR: binary-lock
/// A lock that is free, or held by one thread.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    #[track_caller]
    pub fn acquire(&self) {
        // Acquire pairs with the Release in `release`: the holder sees what the holder
        // before it did.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock. Any thread may do that, but the lock must be held.
    #[track_caller]
    pub fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        let was_locked = self.locked.swap(false, Release);
        assert!(was_locked, "released a lock that was not held");
    }

    /// Whether a thread holds the lock. The answer may be out of date by the time you
    /// read it.
    pub fn locked(&self) -> bool {
        // Relaxed is enough: no other value depends on the answer.
        self.locked.load(Relaxed)
    }
}
// ANCHOR_END: binary-lock
