//! right: the flag is taken with a weak exchange, and watched with loads while it is taken

use std::ops::{Deref, DerefMut};

use interleave::cell::UnsafeCell;
use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// A lock that is free, or taken.
#[derive(Default)]
struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock; waits as long as it is taken.
    #[track_caller]
    fn acquire(&self) {
        // Acquire pairs with the Release in `release`.
        while self.locked.compare_exchange_weak(false, true, Acquire, Relaxed).is_err() {
            // Relaxed: what is seen here only decides when to try again.
            while self.locked.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }

    /// Releases the lock.
    #[track_caller]
    fn release(&self) {
        // Release pairs with the Acquire in `acquire`.
        self.locked.store(false, Release);
    }
}

/// A value that one thread at a time can use.
pub struct Lock<T> {
    flag: BinaryLock,
    data: UnsafeCell<T>,
}

// SAFETY: the lock lets one thread at a time use the value, through a guard, so the value only has to be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Holds the lock as long as it lives, and gives access to the value.
///
/// The reference to the cell can be neither sent nor shared, so without the next line neither can the guard.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    flag: &'a BinaryLock,
    data: &'a UnsafeCell<T>,
}

// SAFETY: threads that share the guard share the value, as `&T`.
unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Takes the lock; dropping the guard releases it.
    pub fn lock(&self) -> LockGuard<'_, T> {
        self.flag.acquire();
        LockGuard { flag: &self.flag, data: &self.data }
    }

    /// The value, without the lock: `&mut self` means that no other thread has it.
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
        // SAFETY: this guard holds the lock, so no other guard exists; and while this `&` lives, this guard lends
        // no `&mut`.
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
        self.flag.release();
    }
}
