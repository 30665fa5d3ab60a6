//! rejected: spin — threads queue at a gate, and `try_acquire` waits there for a thread that waits
//! by: try_acquire_answers_after_one_try (assertion), try_acquire_does_not_wait_for_a_waiting_thread

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
    gate: AtomicBool,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`. Relaxed: a failed exchange has taken nothing.
        while self.gate.swap(true, Acquire) {
            hint::spin_loop();
        }
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
        self.gate.store(false, Release);
    }

    /// Takes the lock if it is free, and says whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        // Acquire: pairs with the store in `release`.
        while self.gate.swap(true, Acquire) {
            hint::spin_loop();
        }
        let got = !self.locked.swap(true, Acquire);
        self.gate.store(false, Release);
        got
    }

    /// Frees the lock. Only whoever holds it calls this.
    pub fn release(&self) {
        // Release: pairs with the exchange in `acquire` and the swap in `try_acquire`.
        self.locked.store(false, Release);
    }
}
