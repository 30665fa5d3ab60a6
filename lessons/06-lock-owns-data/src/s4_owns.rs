//! Stage 4: the data are inside the lock, and the guard is the only way to them.

use std::ops::{Deref, DerefMut};

use crate::cell::UnsafeCell;
use crate::s1_lock::{BinaryLock, Guard};

// ANCHOR: lock
/// A value that one thread at a time can get at.
pub struct Lock<T> {
    flag: BinaryLock,
    data: UnsafeCell<T>,
}
// ANCHOR_END: lock

// ANCHOR: sync
// SAFETY: threads that share the lock get at the value one after the other, each with
// its guard. That is as if the value went from thread to thread, so it must be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}
// ANCHOR_END: sync

// ANCHOR: take
/// Whoever has one has the lock, and the value.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    data: &'a UnsafeCell<T>,
    _guard: Guard<'a>,
}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Takes the lock, and waits as long as somebody else has it.
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
        // SAFETY: as long as this guard is there, its thread has the lock: there is
        // no second guard. And as long as this `&` is there, this guard hands out no
        // `&mut`, because that borrows it as a whole.
        unsafe { &*self.data.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: there is no second guard, and this one is borrowed as a whole.
        unsafe { &mut *self.data.get() }
    }
}
// ANCHOR_END: deref

// ANCHOR: guard-sync
// SAFETY: to share the guard is to share the value, as `&T`. So that must be allowed.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}
// ANCHOR_END: guard-sync

// ANCHOR: alone
impl<T> Lock<T> {
    /// The value, from somebody who has the lock for themselves anyway.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }

    /// The value, from somebody who does not need the lock any more.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}
// ANCHOR_END: alone
