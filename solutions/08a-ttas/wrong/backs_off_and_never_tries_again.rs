//! rejected: assertion — it tries, backs off until it sees the door open, and walks in
//! by: a_thread_waits_however_often_it_is_too_late, at_most_one_of_three_holds_the_lock

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
