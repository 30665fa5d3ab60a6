//! rejected: spin — two looks in front of the wait do not make it none
//! by: of_two_who_try_one_sits_down_and_the_other_goes_away, of_three_who_try_one_sits_down, whoever_waits_gets_the_chair_although_others_try, nobody_is_refused_because_of_somebody_who_was_refused

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
        if self.locked() || self.locked() {
            return false;
        }
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
