//! rejected: spin — all locks have one flag, so a thread that holds one lock waits for itself at the next
//! by: two_locks_are_independent

use std::ops::{Deref, DerefMut};

use interleave::cell::UnsafeCell;
use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Release};

/// The flag of all locks.
static FLAG: BinaryLock = BinaryLock { locked: AtomicBool::new(false) };

/// A lock that is free, or taken.
struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock, and waits as long as somebody else has it.
    #[track_caller]
    fn acquire(&self) {
        // Acquire pairs with the Release in `release`.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    /// Releases the lock.
    #[track_caller]
    fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        self.locked.swap(false, Release);
    }
}

/// A value that one thread at a time can get at.
pub struct Lock<T> {
    data: UnsafeCell<T>,
}

// SAFETY: threads get at the value one after the other, each with its guard; so it must be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Whoever has one has the lock, and the value.
///
/// The reference to the cell can be neither sent nor shared, so without the next line neither can the guard.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    flag: &'a BinaryLock,
    data: &'a UnsafeCell<T>,
}

// SAFETY: to share the guard is to share the value, as `&T`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { data: UnsafeCell::new(value) }
    }

    /// Takes the lock; dropping the guard releases it.
    pub fn lock(&self) -> LockGuard<'_, T> {
        FLAG.acquire();
        LockGuard { flag: &FLAG, data: &self.data }
    }

    /// The value, from somebody who has the lock for themselves.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }

    /// The value, without the lock.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard has the lock, so there is no other guard; and while this `&` lives, this guard lends
        // no `&mut`.
        unsafe { &*self.data.get() }
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard has the lock, so there is no other guard; and this one is borrowed as a whole.
        unsafe { &mut *self.data.get() }
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        self.flag.release();
    }
}
