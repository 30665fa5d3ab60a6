//! rejected: assertion — right but poor: it says once that it waits, and then looks again and again
//! by: a_loop_that_waits_tells_the_processor_so

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
        while self.locked.swap(true, Acquire) {
            while self.locked.load(Relaxed) {}
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
