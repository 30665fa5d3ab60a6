//! A lock that is released by hand, and a guard that does nothing yet.
#![forbid(unsafe_code)]

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

/// A lock that is free, or taken. It is right as it is.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock, and waits as long as somebody else has it.
    #[track_caller]
    pub fn acquire(&self) {
        // Acquire pairs with the Release in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock, whoever has it.
    #[track_caller]
    pub fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        let was_locked = self.locked.swap(false, Release);
        // A second panic while the first unwinds would end the process; the first says enough.
        let known = was_locked || thread::panicking();
        assert!(known, "a lock was released that nobody had taken");
    }

    /// Whether somebody has the lock.
    pub fn locked(&self) -> bool {
        // Relaxed suffices: nothing is concluded from it about any other value.
        self.locked.load(Relaxed)
    }

    /// Takes the lock. Whoever drops the guard, or loses it in whatever way, releases it.
    // TODO: tell the guard which lock it is the guard of.
    #[track_caller]
    pub fn guard(&self) -> Guard {
        self.acquire();
        Guard
    }
}

/// Whoever has one has the lock.
// TODO: give it what it needs to release the lock, and see to it that it does.
pub struct Guard;

impl Guard {
    /// Releases the lock now, before the end of the block.
    // TODO: make it so. And see to it that the lock is released once, not twice.
    pub fn release(self) {}
}
