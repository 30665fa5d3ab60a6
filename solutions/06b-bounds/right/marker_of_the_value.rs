//! right: the marker is a raw pointer to the value, and the lock keeps its value in a `NonNull`

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use interleave::hint;
use interleave::sync::atomic::AtomicU64;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

/// The owner of a lock that is free.
const FREE: u64 = 0;

/// The number of the calling thread. It is never [`FREE`].
fn me() -> u64 {
    thread::current().number().get()
}

/// A value that one thread at a time can use. The lock records its owner, as in chapter 4.
pub struct Lock<T> {
    holder: AtomicU64,
    value: NonNull<T>,
}

/// Holds the lock as long as it lives, and gives access to the value.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    lock: &'a Lock<T>,
    /// A raw pointer cannot be sent, so neither can the guard: only the owner may release the lock.
    _stays: PhantomData<*mut T>,
}

// SAFETY: sending the lock sends the value in it.
unsafe impl<T: Send> Send for Lock<T> {}

// SAFETY: threads that share the lock get at the value one after the other, as `&mut T`. That hands the value on from
// one to the next.
unsafe impl<T: Send> Sync for Lock<T> {}

// SAFETY: threads that share the guard share the value, as `&T`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { holder: AtomicU64::new(FREE), value: NonNull::from(Box::leak(Box::new(value))) }
    }

    /// Takes the lock; dropping the guard releases it.
    pub fn lock(&self) -> LockGuard<'_, T> {
        // Acquire pairs with the Release in `drop`. Relaxed: a failed exchange has taken nothing.
        while self.holder.compare_exchange(FREE, me(), Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
        LockGuard { lock: self, _stays: PhantomData }
    }
}

impl<T> Drop for Lock<T> {
    fn drop(&mut self) {
        // SAFETY: the pointer comes from `Box::leak`, and `&mut self` says that there is no guard.
        drop(unsafe { Box::from_raw(self.value.as_ptr()) });
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard holds the lock, so no other guard exists; and while this `&` lives, this guard lends no
        // `&mut`. The value lives as long as the lock.
        unsafe { self.lock.value.as_ref() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard holds the lock, so no other guard exists; and this one is borrowed mutably.
        unsafe { &mut *self.lock.value.as_ptr() }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        // Relaxed: a thread that stored its own number reads it here, and no other thread ever stores it.
        let mine = self.lock.holder.load(Relaxed) == me();
        // A second panic while the first one unwinds would abort the process; the first is enough.
        let known = mine || thread::panicking();
        assert!(known, "a guard was dropped on a thread that does not hold the lock");
        // Release pairs with the Acquire in `lock`.
        self.lock.holder.store(FREE, Release);
    }
}
