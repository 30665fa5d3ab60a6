//! rejected: search — counting up while waiting changes the lock again and again, and never comes to rest
//! by: two_photographers_are_never_in_the_darkroom_together, nor_are_they_when_they_come_twice, nor_are_two_of_three, whoever_waited_does_not_come_in_with_somebody_who_did_not, of_two_who_free_the_lock_one_is_told_that_it_was_free (assertion), any_thread_may_free_the_lock, the_lamp_stays_on_while_others_wait

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
