//! rejected: assertion — a panic keeps the lock, as if no other thread came after it
//! by: a_guard_inside_another_releases_its_own_lock_on_every_path, a_guard_made_while_a_panic_unwinds_holds_the_lock, a_panic_releases_the_lock, a_thread_that_panics_leaves_the_lock_free (spin)

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
    pub fn release(self) {}
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.lock.release();
        }
    }
}
