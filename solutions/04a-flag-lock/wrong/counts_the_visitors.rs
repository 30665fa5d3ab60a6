//! rejected: search — counting up while waiting changes the lock again and again, and never comes to rest
//! by: a_thread_that_waits_does_not_hold_the_lock, a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, exactly_one_of_two_releases_at_once_succeeds (assertion)

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    inside: AtomicU32,
}

impl FlagLock {
    pub fn acquire(&self) {
        while self.inside.fetch_add(1, Acquire) != 0 {
            self.inside.fetch_sub(1, Relaxed);
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.inside.load(Relaxed) == 0 {
            return Err(NotLocked);
        }
        self.inside.fetch_sub(1, Release);
        Ok(())
    }

    pub fn locked(&self) -> bool {
        self.inside.load(Relaxed) != 0
    }
}
