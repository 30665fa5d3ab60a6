//! rejected: assertion — a guard that knows no lock has to share one flag with all others
//! by: a_guard_inside_another_releases_its_own_lock_on_every_path (spin), each_guard_releases_its_own_lock

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
        TAKEN.locked.load(Relaxed)
    }

    #[track_caller]
    pub fn guard(&self) -> Guard {
        TAKEN.acquire();
        Guard
    }
}

#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard;

static TAKEN: BinaryLock = BinaryLock { locked: AtomicBool::new(false) };

impl Guard {
    pub fn release(self) {}
}

impl Drop for Guard {
    fn drop(&mut self) {
        TAKEN.release();
    }
}
