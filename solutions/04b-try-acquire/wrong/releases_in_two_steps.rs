//! rejected: assertion — both threads that free it may find it taken
//! by: exactly_one_of_two_releases_at_once_succeeds

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
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok()
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if !self.locked() {
            return Err(NotLocked);
        }
        self.taken.store(false, Release);
        Ok(())
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
