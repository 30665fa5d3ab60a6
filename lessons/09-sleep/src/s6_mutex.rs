//! Stage 6: the best mutex of the course. It owns its value, and is patient for a while before it sleeps.

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

/// Nobody holds the lock.
const UNLOCKED: u32 = 0;
/// Somebody holds the lock, and nobody sleeps.
const LOCKED: u32 = 1;
/// Somebody holds the lock, and others may sleep.
const CONTENDED: u32 = 2;

// ANCHOR: mutex
/// A mutex that owns what it guards. It is not poisoned by a panic, and not fair.
pub struct Mutex<T: ?Sized> {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
    /// Touched only by whoever holds the lock, or has the mutex to itself.
    value: UnsafeCell<T>,
}

// SAFETY: the lock lets one thread at a time at the value. So the value moves from
// thread to thread, which `Send` allows, and is never shared.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
// ANCHOR_END: mutex

// SAFETY: whoever sends the mutex sends the value.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}

impl<T> Mutex<T> {
    /// A mutex that nobody holds.
    pub const fn new(value: T) -> Self {
        Mutex { state: AtomicU32::new(UNLOCKED), value: UnsafeCell::new(value) }
    }

    /// The value. Nobody can hold the lock, since nobody else has the mutex.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    // ANCHOR: lock
    /// Waits until the lock is free, and takes it.
    #[inline]
    pub fn lock(&self) -> MutexGuard<'_, T> {
        if !self.take() {
            self.wait();
        }
        MutexGuard { mutex: self, not_send: PhantomData }
    }

    #[inline]
    fn take(&self) -> bool {
        // Acquire: pairs with the swap in the guard's drop.
        // Relaxed: a failed exchange has taken nothing.
        self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok()
    }

    /// Kept out of line, so that what is inlined everywhere is one exchange.
    #[cold]
    fn wait(&self) {
        let backoff = Backoff::new();
        while !backoff.is_completed() {
            // Relaxed: only `take` takes. To look first leaves the holder its cache line.
            if self.state.load(Relaxed) == UNLOCKED && self.take() {
                return;
            }
            backoff.snooze();
        }
        // Acquire: as in `take`.
        while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }
    // ANCHOR_END: lock

    /// Takes the lock if it is free. Never waits.
    #[inline]
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        // Not `then_some`: that would make a guard in any case, and dropping it would release the lock.
        self.take().then(|| MutexGuard { mutex: self, not_send: PhantomData })
    }

    /// The value, without locking: who has the mutex to itself need not.
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

/// Stands for holding the lock, and releases it when it is dropped.
#[must_use = "the lock is released as soon as its guard is dropped"]
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    /// As with std, the thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives out a shared value, and nothing else.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the guard is there, so this thread holds the lock, and nobody else touches the value.
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
        // Release: pairs with the exchange in `take` and the swap in `wait`.
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
