//! rejected: assertion — the first of two doors is looked at and shut in two steps, and those who got past it rattle at the second
//! by: a_thread_that_was_too_late_looks_again

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct BinaryLock {
    door: AtomicBool,
    locked: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.door.load(Relaxed) {
            hint::spin_loop();
        }
        self.door.store(true, Relaxed);
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
        self.door.store(false, Relaxed);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
