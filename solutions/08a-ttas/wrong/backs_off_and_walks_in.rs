//! rejected: assertion — when it has backed off long enough, it walks in
//! by: a_thread_that_was_too_late_gives_hints_again, a_thread_waits_however_often_it_is_too_late, a_waiting_thread_only_loads, at_most_one_holds_the_lock_when_both_come_twice, at_most_one_of_three_holds_the_lock, at_most_one_thread_holds_the_lock, every_waiting_thread_gets_the_lock

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
        while !backoff.is_completed() && self.locked.swap(true, Acquire) {
            while !backoff.is_completed() && self.locked.load(Relaxed) {
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
