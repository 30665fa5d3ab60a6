//! rejected: assertion — it tries, backs off until it sees the door open, and walks in
//! by: nor_are_two_of_three, however_often_somebody_is_too_late_they_go_on_waiting

use interleave::backoff::Backoff;
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
        let backoff = Backoff::new();
        if self.locked.swap(true, Acquire) {
            while self.locked.load(Acquire) {
                backoff.snooze();
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
