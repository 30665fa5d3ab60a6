//! rejected: assertion — the second release is not noticed, and takes the lock from the thread that holds it by then
//! by: a_lock_that_was_released_early_is_not_released_again, release_does_not_wait_for_the_next_holder

#![forbid(unsafe_code)]

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
        self.locked.store(false, Release);
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
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock.release();
    }
}
