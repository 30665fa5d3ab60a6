//! Stage 4: only a panic that began while the lock was held counts.

use std::ops::{Deref, DerefMut};

use crate::cell::UnsafeCell;
use crate::hint;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use crate::thread;

/// A lock that remembers that a holder has panicked.
pub struct Lock<T> {
    locked: AtomicBool,
    /// Whether a thread has panicked while it held the lock. Set only by a holder.
    marked: AtomicBool,
    data: UnsafeCell<T>,
}

/// The guard of a lock that is marked: [`into_inner`](Self::into_inner) gives it out.
pub struct Poisoned<G>(G);

impl<G> Poisoned<G> {
    /// The guard, for a thread that knows what it does.
    pub fn into_inner(self) -> G {
        self.0
    }
}

// ANCHOR: guard
/// While there is one, its thread holds the lock and may use the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct LockGuard<'a, T> {
    locked: &'a AtomicBool,
    marked: &'a AtomicBool,
    data: &'a UnsafeCell<T>,
    /// Whether the thread was already panicking when it acquired the lock.
    was_panicking: bool,
}
// ANCHOR_END: guard

// SAFETY: threads that share the lock use the value one after the other, each through its guard. That is as if the
// value moved from thread to thread, so it must be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free, and not marked.
    pub fn new(value: T) -> Self {
        Lock {
            locked: AtomicBool::new(false),
            marked: AtomicBool::new(false),
            data: UnsafeCell::new(value),
        }
    }

    /// Waits until the lock is free, and acquires it.
    ///
    /// # Errors
    ///
    /// A holder has panicked. The error contains the guard: the lock is held nevertheless.
    #[track_caller]
    pub fn lock(&self) -> Result<LockGuard<'_, T>, Poisoned<LockGuard<'_, T>>> {
        // Acquire: pairs with the swap in the guard's drop.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        let guard = LockGuard {
            locked: &self.locked,
            marked: &self.marked,
            data: &self.data,
            was_panicking: thread::panicking(),
        };
        // Relaxed: the mark is set under the lock, like the value.
        if self.marked.load(Relaxed) { Err(Poisoned(guard)) } else { Ok(guard) }
    }

    /// Whether a thread has panicked while it held the lock.
    pub fn is_poisoned(&self) -> bool {
        // Relaxed: the answer is for people to read; a thread that needs to know calls `lock`.
        self.marked.load(Relaxed)
    }

    /// Takes the mark away: the value is whole again.
    pub fn clear_poison(&self) {
        // Relaxed: a thread that needs the value acquires the lock.
        self.marked.store(false, Relaxed);
    }
}

// SAFETY: threads that share the guard share the value, as `&T`. That takes `T: Sync`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: while this guard exists, the lock is held, so there is no second guard; and while this `&` exists,
        // this guard returns no `&mut`.
        unsafe { &*self.data.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: there is no second guard, and this one is borrowed mutably.
        unsafe { &mut *self.data.get() }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() && !self.was_panicking {
            // Relaxed: the swap below publishes it, like the value.
            self.marked.store(true, Relaxed);
        }
        // Release: pairs with the swap in `lock`.
        self.locked.swap(false, Release);
    }
}
