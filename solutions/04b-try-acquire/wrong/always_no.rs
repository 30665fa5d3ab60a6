//! rejected: assertion — refuses every try
//! by: a_try_after_the_release_succeeds, a_try_is_not_refused_because_a_thread_waits, a_try_is_not_refused_because_another_thread_asks, a_try_is_not_refused_because_of_another_that_was_refused, a_try_takes_a_free_lock, each_lock_is_a_lock_of_its_own, exactly_one_of_three_tries_at_once_succeeds, exactly_one_of_two_releases_at_once_succeeds, exactly_one_of_two_tries_at_once_succeeds, locked_changes_nothing

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        false
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
