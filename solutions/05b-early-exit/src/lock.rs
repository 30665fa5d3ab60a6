//! A lock that is taken and released by hand. It is right as it is.

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

/// A lock that is either free or taken.
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
}
