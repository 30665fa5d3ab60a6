//! Stage 6: the best mutex in the course. It owns its value, and spins and yields for a while before it sleeps.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use crate::backoff::Backoff;
use crate::cell::UnsafeCell;
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock, and its release doesn't need to wake another.
const LOCKED: u32 = 1;
/// A thread holds the lock, and its release must wake another, if one is asleep.
const CONTENDED: u32 = 2;

// ANCHOR: mutex
/// A mutex that owns its value. It isn't poisoned by a panic, and isn't fair.
pub struct Mutex<T: ?Sized> {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
    /// Touched only by the thread that holds the lock, or through `&mut`.
    value: UnsafeCell<T>,
}

// SAFETY: the lock lets one thread at a time use the value. So the value moves from
// thread to thread, which `Send` allows, and is never shared.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
// ANCHOR_END: mutex

// SAFETY: sending the mutex sends the value, and nothing else.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}

impl<T> Mutex<T> {
    /// A mutex that isn't held.
    pub const fn new(value: T) -> Self {
        Mutex { state: AtomicU32::new(UNLOCKED), value: UnsafeCell::new(value) }
    }

    /// The value. No thread can hold the lock, because the caller owns the mutex.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    // ANCHOR: lock
    /// Waits until the lock is free, and acquires it.
    #[inline]
    pub fn lock(&self) -> MutexGuard<'_, T> {
        if !self.try_acquire() {
            self.wait();
        }
        MutexGuard { mutex: self, not_send: PhantomData }
    }

    #[inline]
    fn try_acquire(&self) -> bool {
        // Acquire: pairs with the swap in the guard's drop.
        // Relaxed: a failed exchange acquires nothing.
        self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok()
    }

    /// Kept out of line, so that only one exchange is inlined everywhere.
    #[cold]
    fn wait(&self) {
        let backoff = Backoff::new();
        while !backoff.is_completed() {
            // Relaxed: only `try_acquire` acquires. Looking first lets the holder keep its cache line.
            if self.state.load(Relaxed) == UNLOCKED && self.try_acquire() {
                return;
            }
            backoff.snooze();
        }
        // Acquire: as in `try_acquire`.
        while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }
    // ANCHOR_END: lock

    /// Acquires the lock if it is free. Never waits.
    #[inline]
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        // Not `then_some`: that would always make a guard, and dropping it would release the lock.
        self.try_acquire().then(|| MutexGuard { mutex: self, not_send: PhantomData })
    }

    /// The value, without locking: `&mut` guarantees that no other thread has the mutex.
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {
        Mutex::new(T::default())
    }
}

impl<T: ?Sized> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mutex").finish_non_exhaustive()
    }
}

/// Stands for holding the lock and releases it when it is dropped.
#[must_use = "the lock is released as soon as its guard is dropped"]
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    /// As with std, the thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives out a shared reference to the value, and nothing else.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: while the guard exists, the lock is held, so no other thread touches the value.
        unsafe { &*self.mutex.value.get() }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above, and the guard is borrowed for as long as the value is.
        unsafe { &mut *self.mutex.value.get() }
    }
}

// ANCHOR: drop
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // Release: pairs with the exchange in `try_acquire` and the swap in `wait`.
        if self.mutex.state.swap(UNLOCKED, Release) == CONTENDED {
            self.mutex.wake();
        }
    }
}
// ANCHOR_END: drop

impl<T: ?Sized> Mutex<T> {
    /// Kept out of line, as [`wait`](Self::wait) is.
    #[cold]
    fn wake(&self) {
        futex::wake_one(&self.state);
    }
}
