//! rejected: assertion — the old value is true if somebody else holds the lock
//! by: of_three_who_try_one_sits_down, whoever_tries_a_free_chair_sits_in_it, whoever_tries_a_taken_chair_changes_nothing, nobody_shares_the_chair, whoever_waits_gets_the_chair_although_others_try (spin), whoever_tries_after_the_chair_was_left_sits_in_it, whoever_looks_at_the_chair_does_not_sit_down, one_who_sits_there_gets_up_once, each_barber_has_a_chair_of_their_own

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
