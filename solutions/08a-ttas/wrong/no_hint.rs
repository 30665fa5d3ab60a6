//! rejected: assertion — right but poor: it looks without telling the processor that it waits
//! by: a_thread_that_was_too_late_gives_hints_again, every_failed_look_is_followed_by_a_hint

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
