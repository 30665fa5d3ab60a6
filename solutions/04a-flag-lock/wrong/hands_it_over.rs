//! rejected: spin — `release` leaves the lamp on for a waiter that may no longer be there
//! by: a_thread_that_waits_does_not_hold_the_lock, a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, any_thread_may_release_the_lock, exactly_one_of_two_releases_at_once_succeeds (assertion), locked_stays_true_while_a_thread_waits, two_of_three_threads_never_hold_the_lock_together, two_threads_never_hold_the_lock_together, two_threads_that_acquire_twice_never_hold_the_lock_together

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
    waiting: AtomicBool,
    yours: AtomicBool,
}

impl FlagLock {
    pub fn acquire(&self) {
        if self.lit.swap(true, Acquire) {
            self.waiting.store(true, Relaxed);
            while !self.yours.swap(false, Acquire) {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if !self.locked() {
            return Err(NotLocked);
        }
        if self.waiting.swap(false, Relaxed) {
            self.yours.store(true, Release);
        } else {
            self.lit.store(false, Release);
        }
        Ok(())
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
