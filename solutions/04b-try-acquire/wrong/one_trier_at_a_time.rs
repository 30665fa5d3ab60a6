//! rejected: assertion — triers take a mutex, so one waits for the other
//! by: a_try_does_not_wait_for_another_try, a_try_of_a_taken_lock_looks_once

use interleave::hint;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicBool,
    door: Mutex<()>,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.taken.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        let _guard = self.door.lock().unwrap();
        !self.taken.swap(true, Acquire)
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
