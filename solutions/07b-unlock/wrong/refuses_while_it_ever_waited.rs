//! rejected: assertion — a counter of waiting threads that never goes down makes a free lock look taken
//! by: at_most_one_thread_holds_the_lock, try_acquire_does_not_wait_for_a_waiting_thread

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
    waiting: interleave::sync::atomic::AtomicU32,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`. Relaxed: a failed exchange has taken nothing.
        self.waiting.fetch_add(1, Relaxed);
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and says whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the store in `release`.
        self.waiting.load(Relaxed) == 0 && !self.locked.swap(true, Acquire)
    }

    /// Frees the lock. Only whoever holds it calls this.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire` and the swap in `try_acquire`.
        self.locked.store(false, Release);
    }
}
