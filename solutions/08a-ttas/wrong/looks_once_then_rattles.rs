//! rejected: assertion — right but poor: it looks until the door opens, and rattles if it was too late
//! by: a_thread_that_was_too_late_looks_again

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.locked.load(Relaxed) {
            hint::spin_loop();
        }
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
