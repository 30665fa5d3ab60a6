//! rejected: assertion — to undo a swap that failed frees what somebody else holds
//! by: of_three_who_try_one_sits_down, whoever_tries_a_taken_chair_changes_nothing, nobody_shares_the_chair, whoever_waits_gets_the_chair_although_others_try, nobody_is_refused_because_of_somebody_who_was_refused

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
        let was_taken = self.taken.swap(true, Acquire);
        if was_taken {
            self.taken.store(false, Release);
        }
        !was_taken
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
