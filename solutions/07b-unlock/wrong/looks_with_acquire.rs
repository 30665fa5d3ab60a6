//! rejected: assertion — the look with Acquire and the swap are two steps, and two get in
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
        if self.locked.load(Acquire) {
            return false;
        }
        self.locked.store(true, Relaxed);
        true
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
