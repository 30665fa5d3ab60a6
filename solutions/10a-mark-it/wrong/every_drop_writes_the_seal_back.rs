//! rejected: assertion — a guard that is dropped loads the flag and stores it again, which undoes a `mend` in between
//! by: a_holder_that_ends_well_undoes_no_mend

#[path = "../../../exercises/10a-mark-it/src/lock.rs"]
mod lock;

use std::ops::{Deref, DerefMut};

use interleave::sync::atomic::{AtomicBool, Ordering::Relaxed};
use lock::{Lock, LockGuard};

/// A value behind a lock.
pub struct Sealed<T> {
    lock: Lock<T>,
    broken: AtomicBool,
}

/// Holds the lock as long as it lives, and gives access to the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    inner: LockGuard<'a, T>,
    broken: &'a AtomicBool,
    was_panicking: bool,
}

/// What `lock` returns if the seal is broken: the lock is held, and the guard is inside.
pub struct Broken<G>(G);

impl<G> Broken<G> {
    /// The guard, for a thread that knows what it's doing.
    pub fn into_inner(self) -> G {
        self.0
    }
}

impl<T> Sealed<T> {
    /// Puts a value behind a lock. The lock is free, and the seal is whole.
    pub fn new(value: T) -> Self {
        Sealed { lock: Lock::new(value), broken: AtomicBool::new(false) }
    }

    /// Waits until the lock is free, and acquires it.
    ///
    /// # Errors
    ///
    /// The seal is broken: a holder has panicked. The error contains the guard, which holds the lock.
    #[track_caller]
    pub fn lock(&self) -> Result<Guard<'_, T>, Broken<Guard<'_, T>>> {
        let guard = Guard { inner: self.lock.lock(), broken: &self.broken, was_panicking: interleave::thread::panicking() };
        if self.broken.load(Relaxed) { Err(Broken(guard)) } else { Ok(guard) }
    }

    /// Whether the seal is broken. Never waits.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Relaxed)
    }

    /// Makes the seal whole again. Never waits.
    pub fn mend(&self) {
        self.broken.store(false, Relaxed);
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        let broken = self.broken.load(Relaxed) | (interleave::thread::panicking() && !self.was_panicking);
        self.broken.store(broken, Relaxed);
    }
}
