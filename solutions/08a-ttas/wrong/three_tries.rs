//! rejected: assertion — whoever was too late three times goes in without a try
//! by: however_often_somebody_is_too_late_they_go_on_waiting

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
