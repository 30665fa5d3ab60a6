//! rejected: assertion — the old value is true if another thread holds the lock
//! by: a_taken_lock_stays_taken_however_often_it_is_tried, a_try_after_the_release_succeeds, a_try_does_not_wait_behind_a_waiter, a_try_is_not_refused_because_a_thread_waits (spin), a_try_is_not_refused_because_another_thread_asks, a_try_of_a_taken_lock_changes_nothing, a_try_takes_a_free_lock, a_waiter_gets_the_lock_although_other_threads_try (spin), each_lock_is_a_lock_of_its_own, exactly_one_of_three_tries_at_once_succeeds, exactly_one_of_two_releases_at_once_succeeds, locked_changes_nothing, two_threads_never_hold_the_lock_together (spin)

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
        self.taken.swap(true, Acquire)
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
