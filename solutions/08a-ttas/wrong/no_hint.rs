//! rejected: assertion — right but poor: it looks without telling the processor that it waits
//! by: a_loop_that_waits_tells_the_processor_so

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
        }
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
