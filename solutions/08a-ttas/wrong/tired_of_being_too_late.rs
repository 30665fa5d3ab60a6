//! rejected: assertion — goes in when it was too late a thousand times
//! by: a_thread_waits_however_often_it_is_too_late

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

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
        for _ in 0..1_000 {
            if !self.locked.swap(true, Acquire) {
                return;
            }
            // Relaxed: what is seen here only decides when to try again.
            while self.locked.load(Relaxed) {
                hint::spin_loop();
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
