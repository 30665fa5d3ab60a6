//! rejected: search — the explorer sees nothing of std's atomics, so nothing was explored
//! by: a_try_does_not_wait_behind_a_waiter (hang), a_waiter_gets_the_lock_although_other_threads_try, of_three_tries_at_once_exactly_one_succeeds, of_two_releases_at_once_exactly_one_succeeds, of_two_tries_at_once_exactly_one_succeeds

use std::hint;
use std::sync::atomic::{
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
        self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok()
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
