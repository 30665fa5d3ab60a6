//! rejected: assertion — a thread that looks between the look and the store sits down as well
//! by: a_try_is_not_refused_because_of_another_that_was_refused, a_waiter_gets_the_lock_although_other_threads_try, exactly_one_of_three_tries_at_once_succeeds, exactly_one_of_two_tries_at_once_succeeds, two_threads_never_hold_the_lock_together

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
        if self.locked() {
            return false;
        }
        self.taken.store(true, Relaxed);
        true
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
