//! A lock that is released by hand, and a guard that does nothing yet.
#![forbid(unsafe_code)]

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

/// A lock that is either free or taken. It is right as it is.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock. Waits as long as another thread holds it.
    #[track_caller]
    pub fn acquire(&self) {
        // Acquire pairs with the Release in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock, whichever thread holds it.
    #[track_caller]
    pub fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        let was_locked = self.locked.swap(false, Release);
        // A second panic while the first unwinds would end the process; the first one says enough.
        let known = was_locked || thread::panicking();
        assert!(known, "a lock was released that no thread held");
    }

    /// Whether a thread holds the lock.
    pub fn locked(&self) -> bool {
        // Relaxed is enough: no other value depends on the answer.
        self.locked.load(Relaxed)
    }

    /// Takes the lock. When the guard is dropped, on whatever path, the lock is released.
    // TODO: tell the guard which lock it belongs to.
    #[track_caller]
    pub fn guard(&self) -> Guard {
        self.acquire();
        Guard
    }
}

/// The thread that has a guard holds the lock.
// TODO: give it what it needs to release the lock, and make it do so.
pub struct Guard;

impl Guard {
    /// Releases the lock now, before the end of the block.
    // TODO: make it so, and make sure that the lock is released once, not twice.
    pub fn release(self) {}
}
