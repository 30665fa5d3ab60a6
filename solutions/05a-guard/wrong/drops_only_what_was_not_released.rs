//! rejected: assertion — a mark on the lock says that it was released early, and the next guard finds it
//! by: a_guard_inside_another_releases_its_own_lock_on_every_path, after_an_early_release_the_next_guard_is_as_good_as_the_first, the_lock_can_be_released_before_the_end_of_the_block

#![forbid(unsafe_code)]

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
    early: AtomicBool,
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
        assert!(known, "a lock was released that no thread held");
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
        self.lock.early.store(true, Relaxed);
        self.lock.release();
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if !self.lock.early.load(Relaxed) {
            self.lock.release();
        }
    }
}
