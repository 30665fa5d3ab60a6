//! Stage 4: the data is inside the lock, and the guard is the only way to it.

use std::ops::{Deref, DerefMut};

use crate::cell::UnsafeCell;
use crate::s1_lock::{BinaryLock, Guard};

// ANCHOR: lock
/// A value that one thread at a time can use.
pub struct Lock<T> {
    flag: BinaryLock,
    data: UnsafeCell<T>,
}
// ANCHOR_END: lock

// ANCHOR: sync
// SAFETY: threads that share the lock use the value one after the other, each through
// its guard. That's like moving the value from thread to thread, so it must be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}
// ANCHOR_END: sync

// ANCHOR: take
/// While there is one, its thread holds the lock and may use the value.
#[must_use = "an unnamed guard releases the lock immediately"]
pub struct LockGuard<'a, T> {
    data: &'a UnsafeCell<T>,
    _guard: Guard<'a>,
}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Waits until the lock is free, and acquires it.
    #[track_caller]
    pub fn lock(&self) -> LockGuard<'_, T> {
        LockGuard { _guard: self.flag.guard(), data: &self.data }
    }
}
// ANCHOR_END: take

// ANCHOR: deref
impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        // SAFETY: while this guard exists, the lock is held, so there is no second
        // guard. And as long as the `&` exists, the borrow checker refuses any call to
        // `deref_mut` on this one.
        unsafe { &*self.data.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: there is no second guard, and this one is borrowed mutably.
        unsafe { &mut *self.data.get() }
    }
}
// ANCHOR_END: deref

// ANCHOR: guard-sync
// SAFETY: threads that share the guard share the value, as `&T`. That needs `T: Sync`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}
// ANCHOR_END: guard-sync

// ANCHOR: alone
impl<T> Lock<T> {
    /// The value, for a caller that doesn't share the lock.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }

    /// The value, for a caller that owns the lock and no longer needs it.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}
// ANCHOR_END: alone
