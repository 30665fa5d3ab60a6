//! rejected: assertion — it takes `CONTENDED` for a free lock with threads that sleep
//! by: a_guard_from_a_try_shuts_every_other_thread_out (data race), a_refused_try_looks_once, a_try_never_waits_for_a_holder_or_behind_a_sleeper

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use interleave::cell::UnsafeCell;
use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock, and its release doesn't need to wake another.
const LOCKED: u32 = 1;
/// A thread holds the lock, and its release must wake another, if one is asleep.
const CONTENDED: u32 = 2;

/// A value that one thread at a time can use.
pub struct Lock<T> {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
    value: UnsafeCell<T>,
}

// SAFETY: the lock lets one thread at a time use the value, through a guard, so the value only has to be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Holds the lock as long as it lives, and leads to the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct LockGuard<'a, T> {
    lock: &'a Lock<T>,
    /// The thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

// SAFETY: threads that share the guard share the value, as `&T`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { state: AtomicU32::new(UNLOCKED), value: UnsafeCell::new(value) }
    }

    /// Sleeps until the lock is free, and acquires it.
    pub fn lock(&self) -> LockGuard<'_, T> {
        // Acquire: pairs with the swap in the guard's drop. Relaxed: a failed exchange acquires nothing.
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_err() {
            // Acquire: the same.
            while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
                futex::wait(&self.state, CONTENDED);
            }
        }
        LockGuard { lock: self, not_send: PhantomData }
    }

    /// Acquires the lock if it is free. Never waits.
    pub fn try_lock(&self) -> Option<LockGuard<'_, T>> {
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok()
            || self.state.compare_exchange(CONTENDED, CONTENDED, Acquire, Relaxed).is_ok()
        {
            return Some(LockGuard { lock: self, not_send: PhantomData });
        }
        None
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard holds the lock, so no other guard exists; and while this `&` lives, this guard lends no
        // `&mut`.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard holds the lock, so no other guard exists; and this one is borrowed mutably.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        // Release: pairs with the exchange and the swap in `lock`.
        if self.lock.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.lock.state);
        }
    }
}
