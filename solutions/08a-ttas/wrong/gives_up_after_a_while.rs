//! rejected: assertion — right but poor: it looks a few times, and then rattles
//! by: a_thread_that_was_too_late_looks_again, a_waiting_thread_only_loads

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
        for _ in 0..10 {
            if !self.locked.load(Relaxed) {
                break;
            }
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
