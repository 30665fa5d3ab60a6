//! Stage 1: the lock of chapter 6, and a way to acquire it without waiting.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use crate::cell::UnsafeCell;
use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A value that one thread at a time can use.
pub struct Lock<T> {
    locked: AtomicBool,
    data: UnsafeCell<T>,
}

// SAFETY: threads that share the lock use the value one after the other, each through its guard. That is as if the
// value moved from thread to thread, so it must be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

/// While there is one, its thread holds the lock and may use the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct LockGuard<'a, T> {
    lock: &'a Lock<T>,
    /// The thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { locked: AtomicBool::new(false), data: UnsafeCell::new(value) }
    }

    /// Waits until the lock is free, and acquires it.
    pub fn lock(&self) -> LockGuard<'_, T> {
        loop {
            if let Some(guard) = self.try_lock() {
                return guard;
            }
            hint::spin_loop();
        }
    }

    // ANCHOR: try-lock
    /// Acquires the lock if it is free. Never waits.
    pub fn try_lock(&self) -> Option<LockGuard<'_, T>> {
        // Acquire: pairs with the store in the guard's drop. Relaxed: a failed exchange acquires nothing.
        match self.locked.compare_exchange(false, true, Acquire, Relaxed) {
            Ok(_) => Some(LockGuard { lock: self, not_send: PhantomData }),
            Err(_) => None,
        }
    }
    // ANCHOR_END: try-lock
}

// SAFETY: threads that share the guard share the value, as `&T`. That takes `T: Sync`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: while this guard exists, the lock is held, so there is no second guard; and while this `&` exists,
        // this guard returns no `&mut`.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: there is no second guard, and this one is borrowed mutably.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        // Release: pairs with the exchange in `try_lock`.
        self.lock.locked.store(false, Release);
    }
}
