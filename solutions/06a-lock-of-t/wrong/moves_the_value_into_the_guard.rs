//! rejected: assertion — the value is in the guard until its drop, so what a leaked guard has changed is lost
//! by: what_a_leaked_guard_has_changed_stays_changed

use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

use interleave::cell::UnsafeCell;
use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Release};

/// A lock that is either free or taken. It is right as it is.
#[derive(Default)]
struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    /// Takes the lock; waits as long as it is taken.
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

/// A value that one thread at a time can use.
pub struct Lock<T> {
    flag: BinaryLock,
    data: UnsafeCell<T>,
}

// SAFETY: the lock lets one thread at a time use the value, so the value only has to be `Send`.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Holds the lock as long as it lives, and gives access to the value.
#[must_use = "a guard without a name releases the lock at once"]
pub struct LockGuard<'a, T> {
    flag: &'a BinaryLock,
    value: ManuallyDrop<T>,
    data: &'a UnsafeCell<T>,
}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Takes the lock and lends the value.
    pub fn lock(&self) -> LockGuard<'_, T> {
        self.flag.acquire();
        // SAFETY: the lock is held; the guard writes it back.
        let value = ManuallyDrop::new(unsafe { self.data.get().read() });
        LockGuard { value, flag: &self.flag, data: &self.data }
    }

    /// The value, without the lock: `&mut self` means that no other thread has it.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }

    /// The value, without the lock: `self` means that no other thread has it.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T> Deref for LockGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for LockGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> Drop for LockGuard<'_, T> {
    fn drop(&mut self) {
        // SAFETY: the lock is held, and the value is not used after.
        unsafe { self.data.get().write(ManuallyDrop::take(&mut self.value)) };
        self.flag.release();
    }
}
