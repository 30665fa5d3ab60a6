//! Stage 5: the same lock with other promises, one too weak and one too strong.

use crate::s4_owns::{Lock, LockGuard};

// ANCHOR: too-weak
/// A lock that requires nothing of its value.
pub struct TooWeak<T>(Lock<T>);

// SAFETY: there is none for a `T` that must not leave its thread.
unsafe impl<T> Sync for TooWeak<T> {}
// ANCHOR_END: too-weak

impl<T> TooWeak<T> {
    /// Puts a value behind the lock.
    pub fn new(value: T) -> Self {
        TooWeak(Lock::new(value))
    }

    /// Acquires the lock.
    #[track_caller]
    pub fn lock(&self) -> LockGuard<'_, T> {
        self.0.lock()
    }
}

// ANCHOR: too-strong
/// A lock that requires more of its value than it needs to.
pub struct TooStrong<T>(Lock<T>);

// SAFETY: `T: Send` is enough, as for `Lock`; requiring more breaks nothing.
unsafe impl<T: Send + Sync> Sync for TooStrong<T> {}
// ANCHOR_END: too-strong

impl<T> TooStrong<T> {
    /// Puts a value behind the lock.
    pub fn new(value: T) -> Self {
        TooStrong(Lock::new(value))
    }

    /// Acquires the lock.
    #[track_caller]
    pub fn lock(&self) -> LockGuard<'_, T> {
        self.0.lock()
    }
}
