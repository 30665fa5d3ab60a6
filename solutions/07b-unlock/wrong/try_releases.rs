//! rejected: assertion — whoever tries hands on, and takes nothing over
//! by: nor_is_one_when_a_nurse_only_tries, nor_does_it_when_a_nurse_only_tries (data_race)

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
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        !self.locked.swap(true, Release)
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
