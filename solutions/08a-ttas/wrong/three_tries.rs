//! rejected: assertion — a thread that was too late three times goes in without a try
//! by: a_thread_waits_however_often_it_is_too_late

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
        for _ in 0..3 {
            if !self.locked.swap(true, Acquire) {
                return;
            }
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
