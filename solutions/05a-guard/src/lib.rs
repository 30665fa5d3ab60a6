//! A lock that is released when its guard is dropped, on whatever path.
#![forbid(unsafe_code)]

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

    /// Takes the lock. When the guard is dropped, on whatever path, the lock is released.
    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        self.acquire();
        Guard { lock: self }
    }
}

/// The thread that has a guard holds the lock.
///
/// It is neither `Clone` nor `Copy`: locked once, one guard, one release. It borrows the lock, so it can't outlive it,
/// and its field is private, so it can't be made by hand.
// No test sees this line. A guard that isn't bound to a name gets a warning from it.
#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl Guard<'_> {
    /// Releases the lock now, before the end of the block.
    pub fn release(self) {
        // Nothing to do: the guard was moved in here, so it is dropped here.
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock.release();
    }
}
