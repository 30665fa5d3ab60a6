//! Stage 6: a guard as you might first write it. No `unsafe impl` makes it `Sync`, and yet threads can share it.

use std::ops::Deref;

use crate::cell::UnsafeCell;
use crate::s1_lock::{BinaryLock, Guard};

/// The lock from stage 4.
pub struct Lock<T> {
    flag: BinaryLock,
    data: UnsafeCell<T>,
}

// SAFETY: threads that share the lock use the value one after the other. That much is correct.
unsafe impl<T: Send> Sync for Lock<T> {}

// ANCHOR: draft
/// While there is one, its thread holds the lock and may use the value.
pub struct LockGuard<'a, T> {
    lock: &'a Lock<T>,
    _guard: Guard<'a>,
}
// ANCHOR_END: draft

impl<T> Lock<T> {
    /// Puts a value behind the lock.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Acquires the lock.
    #[track_caller]
    pub fn lock(&self) -> LockGuard<'_, T> {
        LockGuard { _guard: self.flag.guard(), lock: self }
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: broken, if other threads may use this guard, and `T` is not `Sync`.
        unsafe { &*self.lock.data.get() }
    }
}
