//! A lock that owns its value and should lend it to one thread at a time.

use std::marker::PhantomData;

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

// SAFETY: the lock lets one thread at a time use the value, so the value only has to be `Send`. This is the right
// promise. The code below does not keep it yet.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Holds the lock as long as it lives, and gives access to the value.
// TODO: give it the fields that it needs. It must be usable like a reference to the value, and dropping it must
// release the lock.
pub struct LockGuard<'a, T> {
    _lock: PhantomData<&'a Lock<T>>,
}

impl<T> Lock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        Lock { flag: BinaryLock::default(), data: UnsafeCell::new(value) }
    }

    /// Takes the lock and lends the value.
    // TODO: this releases the lock before the caller uses the value. Return a `LockGuard<'_, T>`.
    #[allow(clippy::mut_from_ref, reason = "clippy sees the mistake as well")]
    pub fn lock(&self) -> &mut T {
        self.flag.acquire();
        // SAFETY: broken. The reference lives on after the lock is released.
        let value = unsafe { &mut *self.data.get() };
        self.flag.release();
        value
    }

    /// The value, without the lock: `&mut self` means that no other thread has it.
    // TODO: this acquires the lock.
    pub fn get_mut(&mut self) -> &mut T {
        self.lock()
    }

    /// The value, without the lock: `self` means that no other thread has it.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}
