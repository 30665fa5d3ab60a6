//! rejected: assertion — an exchange that may fail for no reason says that nobody was in
//! by: two_photographers_are_never_in_the_darkroom_together, nor_are_they_when_they_come_twice, nor_are_two_of_three, whoever_waited_does_not_come_in_with_somebody_who_did_not, a_lock_is_locked_from_acquire_to_release, to_free_a_free_lock_is_an_error_and_changes_nothing, of_two_who_free_the_lock_one_is_told_that_it_was_free, any_thread_may_free_the_lock, the_lamp_stays_on_while_others_wait, whoever_looks_at_the_lamp_changes_nothing, each_darkroom_has_a_lock_of_its_own

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
