//! rejected: assertion — one lamp for all map rooms
//! by: two_locks_are_independent

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

static LOCKED: AtomicBool = AtomicBool::new(false);

#[derive(Default)]
pub struct BinaryLock {}

impl BinaryLock {
    pub fn acquire(&self) {
        while LOCKED.swap(true, Acquire) {
            while LOCKED.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) {
        LOCKED.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        LOCKED.load(Relaxed)
    }
}
