//! rejected: assertion — the guard releases the lock that was taken first
//! by: a_guard_inside_another_releases_its_own_lock_on_every_path, each_guard_releases_its_own_lock

#![forbid(unsafe_code)]

use interleave::hint;
use interleave::sync::atomic::{AtomicBool, AtomicU32};
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
        assert!(known, "a lock was released that no thread held");
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }

    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        self.acquire();
        TAKEN.store(1, Relaxed);
        Guard { lock: self }
    }
}

static TAKEN: AtomicU32 = AtomicU32::new(0);

#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl Guard<'_> {
    pub fn release(self) {
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if TAKEN.swap(0, Relaxed) == 1 {
            self.lock.release();
        }
    }
}
