//! rejected: spin — the lock is free after the release, and in the next step it may be another thread's
//! by: release_does_not_wait_for_the_next_holder

#![forbid(unsafe_code)]

use std::mem;

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    #[track_caller]
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    #[track_caller]
    pub fn release(&self) {
        let was_locked = self.locked.swap(false, Release);
        let known = was_locked || thread::panicking();
        assert!(known, "a lock was released that nobody had taken");
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }

    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        self.acquire();
        Guard { lock: self }
    }
}

#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl Guard<'_> {
    pub fn release(self) {
        self.lock.release();
        // To be sure that it worked.
        while self.lock.locked() {
            hint::spin_loop();
        }
        mem::forget(self);
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock.release();
    }
}
