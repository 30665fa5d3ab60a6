//! rejected: spin — the load stands before the loop, which gives hints and never looks again
//! by: at_most_one_holds_the_lock_when_both_come_twice, at_most_one_of_three_holds_the_lock, at_most_one_thread_holds_the_lock, every_waiting_thread_gets_the_lock

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
        while self.locked.swap(true, Acquire) {
            // Relaxed: what is seen here only decides when to try again.
            let locked = self.locked.load(Relaxed);
            while locked {
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
