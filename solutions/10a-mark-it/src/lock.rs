//! A lock that owns its value, as in exercise 06a. Leave it as it is.

use std::ops::{Deref, DerefMut};

use interleave::cell::UnsafeCell;
use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Release};

/// A value behind a lock.
pub struct Lock<T> {
    locked: AtomicBool,
    data: UnsafeCell<T>,
}

// SAFETY: the lock lets one thread at a time use the value, through a guard, so the value only has to be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Holds the lock as long as it lives, and gives access to the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct LockGuard<'a, T> {
    locked: &'a AtomicBool,
    data: &'a UnsafeCell<T>,
}

// SAFETY: threads that share the guard share the value, as `&T`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { locked: AtomicBool::new(false), data: UnsafeCell::new(value) }
    }

    /// Waits until the lock is free, and acquires it. Dropping the guard releases it.
    #[track_caller]
    pub fn lock(&self) -> LockGuard<'_, T> {
        // Acquire pairs with the Release in `drop`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        LockGuard { locked: &self.locked, data: &self.data }
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard holds the lock, so no other guard exists; and while this `&` lives, this guard lends no
        // `&mut`.
        unsafe { &*self.data.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard holds the lock, so no other guard exists; and this one is borrowed mutably.
        unsafe { &mut *self.data.get() }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        // Release pairs with the Acquire in `lock`.
        self.locked.swap(false, Release);
    }
}
