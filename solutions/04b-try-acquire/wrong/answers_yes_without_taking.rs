//! rejected: assertion — says that the lock is free, and does not take it
//! by: of_two_who_try_one_sits_down_and_the_other_goes_away, of_three_who_try_one_sits_down, whoever_tries_a_free_chair_sits_in_it, nobody_shares_the_chair, whoever_waits_gets_the_chair_although_others_try, nobody_is_refused_because_of_somebody_who_was_refused, one_who_sits_there_gets_up_once, each_barber_has_a_chair_of_their_own

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
        !self.locked()
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
