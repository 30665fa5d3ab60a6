//! right: the bounds are `where` clauses, and the marker is a type that is never `Send` of its own

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

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
    value: *mut T,
}

/// Holds the lock as long as it lives, and gives access to the value.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    lock: &'a Lock<T>,
    /// An `Rc` can be neither sent nor shared, so neither can the guard.
    _stays: PhantomData<std::rc::Rc<()>>,
}

// SAFETY: sending the lock sends the value in it.
unsafe impl<T> Send for Lock<T> where T: Send {}

// SAFETY: threads that share the lock get at the value one after the other, as `&mut T`. That hands the value on from
// one to the next.
unsafe impl<T> Sync for Lock<T> where T: Send {}

// SAFETY: threads that share the guard share the value, as `&T`.
unsafe impl<T> Sync for LockGuard<'_, T> where T: Sync {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { holder: AtomicU64::new(FREE), value: Box::into_raw(Box::new(value)) }
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
        // SAFETY: the pointer comes from `Box::into_raw`, and `&mut self` means that no guard exists.
        drop(unsafe { Box::from_raw(self.value) });
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard holds the lock, so no other guard exists; and while this `&` lives, this guard lends no
        // `&mut`. The value lives as long as the lock.
        unsafe { &*self.lock.value }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard holds the lock, so no other guard exists; and this one is borrowed mutably.
        unsafe { &mut *self.lock.value }
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
