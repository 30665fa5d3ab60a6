//! rejected: spin — it is acquire under another name
//! by: a_taken_lock_stays_taken_however_often_it_is_tried, a_try_does_not_wait_behind_a_waiter, a_try_is_not_refused_because_a_thread_waits, a_try_is_not_refused_because_of_another_that_was_refused, a_try_of_a_taken_lock_changes_nothing, a_try_of_a_taken_lock_looks_once (assertion), a_try_that_loses_a_race_does_not_try_again (assertion), a_waiter_gets_the_lock_although_other_threads_try, exactly_one_of_three_tries_at_once_succeeds, exactly_one_of_two_tries_at_once_succeeds

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
        self.acquire();
        true
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
