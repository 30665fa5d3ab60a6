//! rejected: assertion — a look and a store leave a gap in which another thread gets in
//! by: no_data_race_on_plain_data_under_try_acquire (data_race), the_lock_passes_on_what_was_written_every_time, try_acquire_does_not_wait_for_another_try, try_acquire_shows_what_was_written_under_the_lock

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
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
        if self.locked.load(Acquire) {
            return false;
        }
        self.locked.store(true, Release);
        true
    }

    /// Frees the lock. Only whoever holds it calls this.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire` and the swap in `try_acquire`.
        self.locked.store(false, Release);
    }
}
