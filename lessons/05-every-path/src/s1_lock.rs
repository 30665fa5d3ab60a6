//! Stage 1: a lock with two halves, `acquire` and `release`, like the one of chapter 4.

use crate::hint;
use crate::sync::atomic::AtomicBool;
use crate::sync::atomic::Ordering::{Acquire, Relaxed, Release};

// ANCHOR: binary-lock
/// A lock that is free, or taken.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock, and waits as long as somebody else has it.
    #[track_caller]
    pub fn acquire(&self) {
        // Acquire pairs with the Release in `release`: whoever takes the lock sees
        // what its last holder did.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock. Anybody may; but somebody must have taken it.
    #[track_caller]
    pub fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        let was_locked = self.locked.swap(false, Release);
        assert!(was_locked, "a lock was released that nobody had taken");
    }

    /// Whether somebody has the lock. That may be over when you read the answer.
    pub fn locked(&self) -> bool {
        // Relaxed suffices: nothing is concluded from it about any other value.
        self.locked.load(Relaxed)
    }
}
// ANCHOR_END: binary-lock
