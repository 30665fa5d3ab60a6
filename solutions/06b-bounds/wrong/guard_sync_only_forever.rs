//! rejected: compile — too strict: a guard of a borrowed value may be shared as well

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use interleave::hint;
use interleave::sync::atomic::AtomicU64;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

/// The holder of a lock that is free.
const FREE: u64 = 0;

/// The number of the thread that asks. It is never [`FREE`].
fn me() -> u64 {
    thread::current().number().get()
}

/// A value that one thread at a time can get at. The lock knows who has it, as in chapter 4.
pub struct Lock<T> {
    holder: AtomicU64,
    value: *mut T,
}

/// Whoever has one has the lock, and the value.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    lock: &'a Lock<T>,
    /// A raw pointer must not be sent, and so the guard must not either: the lock wants to be released by its holder.
    _stays: PhantomData<*const ()>,
}

// SAFETY: whoever sends the lock sends the value along.
unsafe impl<T: Send> Send for Lock<T> {}

// SAFETY: threads that share the lock get at the value one after the other, with `&mut`. That is as if the value were
// sent from one to the next.
unsafe impl<T: Send> Sync for Lock<T> {}

// SAFETY: threads that share the guard share the value, with `&`.
unsafe impl<T: Sync + 'static> Sync for LockGuard<'_, T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { holder: AtomicU64::new(FREE), value: Box::into_raw(Box::new(value)) }
    }

    /// Takes the lock; dropping the guard releases it.
    pub fn lock(&self) -> LockGuard<'_, T> {
        // Acquire pairs with the Release in `drop`. Relaxed suffices where nothing was taken.
        while self.holder.compare_exchange(FREE, me(), Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
        LockGuard { lock: self, _stays: PhantomData }
    }
}

impl<T> Drop for Lock<T> {
    fn drop(&mut self) {
        // SAFETY: the pointer comes from `Box::into_raw`, and `&mut self` says that there is no guard.
        drop(unsafe { Box::from_raw(self.value) });
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard has the lock, so there is no other guard; and while this `&` lives, this guard lends
        // no `&mut`. The value lives as long as the lock.
        unsafe { &*self.lock.value }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard has the lock, so there is no other guard; and this one is borrowed as a whole.
        unsafe { &mut *self.lock.value }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        // Relaxed suffices: a thread always reads its own number if it has put it there, and never if it has not.
        let mine = self.lock.holder.load(Relaxed) == me();
        // A second panic while the first unwinds would end the process; the first says enough.
        let known = mine || thread::panicking();
        assert!(known, "a guard was dropped on a thread that had not taken the lock");
        // Release pairs with the Acquire in `lock`.
        self.lock.holder.store(FREE, Release);
    }
}
