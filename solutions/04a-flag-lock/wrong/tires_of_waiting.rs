//! rejected: assertion — after fifty looks it goes in whether the lock is free or not
//! by: two_photographers_are_never_in_the_darkroom_together, nor_are_they_when_they_come_twice, nor_are_two_of_three, whoever_waited_does_not_come_in_with_somebody_who_did_not, any_thread_may_free_the_lock, the_lamp_stays_on_while_others_wait

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
