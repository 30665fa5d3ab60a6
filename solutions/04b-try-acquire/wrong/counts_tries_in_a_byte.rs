//! rejected: assertion — each refused try adds one to a byte, and the 256th finds it 0
//! by: a_taken_lock_stays_taken_however_often_it_is_tried

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU8,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicU8,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.taken.swap(1, Acquire) != 0 {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.taken.fetch_add(1, Acquire) == 0
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(0, Release) != 0 { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed) != 0
    }
}
