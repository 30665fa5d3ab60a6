//! A lock around a value that should remember that a holder has panicked, but doesn't yet.

mod lock;

use std::ops::{Deref, DerefMut};

use lock::{Lock, LockGuard};

/// A value behind a lock.
// TODO: remember whether a holder has panicked.
pub struct Sealed<T> {
    lock: Lock<T>,
}

/// Holds the lock as long as it lives, and gives access to the value.
// TODO: break the seal if its thread panics while it holds the lock.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    inner: LockGuard<'a, T>,
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
        Sealed { lock: Lock::new(value) }
    }

    /// Waits until the lock is free, and acquires it.
    ///
    /// # Errors
    ///
    /// The seal is broken: a holder has panicked. The error contains the guard, which holds the lock.
    // TODO: return the error.
    #[track_caller]
    pub fn lock(&self) -> Result<Guard<'_, T>, Broken<Guard<'_, T>>> {
        Ok(Guard { inner: self.lock.lock() })
    }

    /// Whether the seal is broken. Never waits.
    // TODO: look.
    pub fn is_broken(&self) -> bool {
        false
    }

    /// Makes the seal whole again. Never waits.
    // TODO: do so.
    pub fn mend(&self) {}
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
