//! rejected: assertion — after fifty looks it goes in whether the lock is free or not
//! by: a_thread_that_waits_does_not_hold_the_lock, a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, a_waiter_that_is_overtaken_two_thousand_times_does_not_enter_by_force, any_thread_may_release_the_lock, locked_stays_true_while_a_thread_waits, two_of_three_threads_never_hold_the_lock_together, two_threads_never_hold_the_lock_together, two_threads_that_acquire_twice_never_hold_the_lock_together

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
        for _ in 0..50 {
            if !self.lit.swap(true, Acquire) {
                return;
            }
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
