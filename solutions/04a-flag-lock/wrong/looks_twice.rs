//! rejected: assertion — the second look leaves a gap before the store, like the first
//! by: two_photographers_are_never_in_the_darkroom_together, nor_are_they_when_they_come_twice, nor_are_two_of_three, whoever_waited_does_not_come_in_with_somebody_who_did_not

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
        loop {
            while self.lit.load(Acquire) {
                hint::spin_loop();
            }
            if !self.lit.load(Acquire) {
                break;
            }
        }
        self.lit.store(true, Relaxed);
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
