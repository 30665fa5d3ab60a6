//! rejected: assertion — the second release passes nothing on
//! by: a_third_thread_sees_what_the_first_wrote, the_lock_passes_on_what_was_written_every_time

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
    second: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`. Relaxed: a failed exchange has taken nothing.
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and says whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the store in `release`.
        !self.locked.swap(true, Acquire)
    }

    /// Frees the lock. Only whoever holds it calls this.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire` and the swap in `try_acquire`.
        if self.second.swap(true, Relaxed) {
            self.locked.store(false, Relaxed)
        } else {
            self.locked.store(false, Release)
        };
    }
}
