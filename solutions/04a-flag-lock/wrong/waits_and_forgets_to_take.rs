//! rejected: assertion — after waiting it goes in and leaves the lamp off
//! by: a_waiter_does_not_enter_together_with_a_newcomer, locked_stays_true_while_a_thread_waits, nor_do_they_when_they_acquire_twice, nor_do_two_of_three_threads, two_threads_never_hold_the_lock_together

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: AtomicBool,
}

impl FlagLock {
    pub fn acquire(&self) {
        if self.lit.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            while self.lit.load(Acquire) {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
