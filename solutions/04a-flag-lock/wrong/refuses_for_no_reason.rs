//! rejected: assertion — an exchange that may fail for no reason says that no thread was in
//! by: a_lock_is_locked_from_acquire_to_release, a_thread_that_waits_does_not_hold_the_lock, a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, any_thread_may_release_the_lock, each_lock_is_a_lock_of_its_own, exactly_one_of_two_releases_at_once_succeeds, locked_changes_nothing, locked_stays_true_while_a_thread_waits, releasing_a_free_lock_is_an_error_and_changes_nothing, two_of_three_threads_never_hold_the_lock_together, two_threads_never_hold_the_lock_together, two_threads_that_acquire_twice_never_hold_the_lock_together

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
        while self.lit.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        self.lit
            .compare_exchange_weak(true, false, Release, Relaxed)
            .map(|_| ())
            .map_err(|_| NotLocked)
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
