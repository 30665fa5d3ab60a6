//! right: gives a hint after each look, and after some looks yields as well

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether a reader is in the map room.
    locked: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // The swap comes first, so that a free lock costs one step.
        // Acquire: pairs with the store in `release`.
        while self.locked.swap(true, Acquire) {
            let mut looks = 0;
            // Relaxed: what is seen here only decides when to try again.
            while self.locked.load(Relaxed) {
                looks += 1;
                hint::spin_loop();
                if looks > 10 {
                    thread::yield_now();
                }
            }
        }
    }

    /// Releases the lock. Only its holder may call this.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may be out of date by the time the caller reads it.
        self.locked.load(Relaxed)
    }
}
