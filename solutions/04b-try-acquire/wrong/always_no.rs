//! rejected: assertion — refuses everybody
//! by: of_two_who_try_one_sits_down_and_the_other_goes_away, of_three_who_try_one_sits_down, whoever_tries_a_free_chair_sits_in_it, whoever_tries_after_the_chair_was_left_sits_in_it, nobody_is_refused_because_of_somebody_who_was_refused, whoever_looks_at_the_chair_does_not_sit_down, one_who_sits_there_gets_up_once, each_barber_has_a_chair_of_their_own

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
