//! A lock around a value that should let its holder in again, and doesn't yet.

mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::thread;
use lock::BinaryLock;

/// A value that one thread at a time can use. The thread that holds the lock can acquire it again.
// TODO: remember which thread holds the lock, and how many guards it has.
pub struct ReentrantLock<T> {
    lock: BinaryLock,
    value: T,
}

// SAFETY: only the thread that holds the lock has references to the value, through its guards, so the value only has to
// be `Send`.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}

/// Holds the lock as long as it lives, and leads to the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    lock: &'a ReentrantLock<T>,
    /// The thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

impl<T> ReentrantLock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        ReentrantLock { lock: BinaryLock::default(), value }
    }

    /// Waits until no *other* thread holds the lock, and acquires it.
    // TODO: so far the holder waits for itself.
    pub fn lock(&self) -> Guard<'_, T> {
        self.lock.acquire();
        Guard { lock: self, not_send: PhantomData }
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.lock.value
    }
}

impl<T> Drop for Guard<'_, T> {
    // TODO: the holder may have other guards.
    fn drop(&mut self) {
        self.lock.lock.release();
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
