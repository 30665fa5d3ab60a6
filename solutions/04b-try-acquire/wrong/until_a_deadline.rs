//! rejected: assertion — tries for a millisecond
//! by: a_taken_lock_stays_taken_however_often_it_is_tried (search), a_try_of_a_taken_lock_looks_once

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::time::{Duration, Instant};

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
        let end = Instant::now() + Duration::from_millis(1);
        loop {
            if !self.taken.swap(true, Acquire) {
                return true;
            }
            if Instant::now() >= end {
                return false;
            }
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
