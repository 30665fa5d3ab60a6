//! rejected: assertion — an exchange that may fail for no reason is tried once
//! by: a_thread_that_was_too_late_looks_again, a_thread_waits_however_often_it_is_too_late, at_most_one_holds_the_lock_when_both_come_twice, at_most_one_of_three_holds_the_lock, at_most_one_thread_holds_the_lock, every_waiting_thread_gets_the_lock, locked_is_true_from_acquire_to_release, two_locks_are_independent

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
        while self.locked.load(Relaxed) {
            hint::spin_loop();
        }
        let _ = self.locked.compare_exchange_weak(false, true, Acquire, Relaxed);
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
