//! rejected: assertion — every second look is repeated without a hint
//! by: every_failed_look_is_followed_by_a_hint

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether somebody is in the map room.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // The swap comes first, so that a free lock costs one step.
        // Acquire: pairs with the store in `release`.
        let mut n = 0;
        while self.locked.swap(true, Acquire) {
            // Relaxed: what is seen here decides only when to try again. The swap decides who gets in.
            while self.locked.load(Relaxed) {
                n += 1;
                if n % 2 == 0 {
                    hint::spin_loop();
                }
            }
        }
    }

    /// Frees the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }

    /// Whether somebody holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may be out of date at once, so nobody can build on it.
        self.locked.load(Relaxed)
    }
}
