//! A lock with a guard that releases it. It is right as it is.

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Release};

/// A lock that is either free or taken.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

/// The thread that has a guard holds the lock.
#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl BinaryLock {
    /// Takes the lock. Waits as long as another thread holds it. Dropping the guard releases it.
    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        // Acquire pairs with the Release of the guard.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        Guard { lock: self }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        // Release pairs with the Acquire in `guard`.
        self.lock.locked.store(false, Release);
    }
}
