//! rejected: data_race — a thread that comes next may not see what was done inside
//! by: at_most_one_thread_holds_the_lock

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
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) {
        self.locked.store(false, Relaxed);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
