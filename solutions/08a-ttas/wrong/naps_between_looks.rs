//! rejected: assertion — right but poor: it sleeps between two looks, and does not notice when the door opens
//! by: a_waiting_thread_only_loads, every_failed_look_is_followed_by_a_hint

use std::time::Duration;

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::thread;

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            while self.locked.load(Relaxed) {
                thread::sleep(Duration::from_millis(1));
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
