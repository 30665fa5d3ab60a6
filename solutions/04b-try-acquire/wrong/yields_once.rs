//! rejected: assertion — a second try after a yield is waiting
//! by: a_try_of_a_taken_lock_looks_once, a_try_that_loses_a_race_does_not_try_again

use interleave::hint;
use interleave::thread;
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
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        let took = || self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok();
        took() || {
            thread::yield_now();
            took()
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
