//! rejected: assertion — the weak exchange may fail although the lock is free
//! by: at_most_one_thread_holds_the_lock, try_acquire_does_not_wait_for_a_waiting_thread, try_acquire_does_not_wait_for_another_try, two_locks_are_independent

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.locked.compare_exchange_weak(false, true, Acquire, Relaxed).is_ok()
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
