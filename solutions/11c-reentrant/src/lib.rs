//! A lock around a value that lets its holder in again.

mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};
use interleave::thread;
use lock::BinaryLock;

/// A value that one thread at a time can use. The thread that holds the lock can acquire it again.
pub struct ReentrantLock<T> {
    lock: BinaryLock,
    /// The number of the holder, or [`NO_THREAD`]. Changed only by the holder.
    owner: AtomicU64,
    /// How many guards the holder has. Used only by the holder.
    count: Cell<usize>,
    value: T,
}

/// No thread has this number.
const NO_THREAD: u64 = 0;

// SAFETY: only the thread that holds the lock has references to the value, through its guards, so the value only has to
// be `Send`. What else the lock keeps is an atomic, or used only by the holder.
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
        ReentrantLock {
            lock: BinaryLock::default(),
            owner: AtomicU64::new(NO_THREAD),
            count: Cell::new(0),
            value,
        }
    }

    /// Waits until no *other* thread holds the lock, and acquires it.
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        // Relaxed: only this thread stores its number, so it reads it only if it holds the lock. What other threads did
        // comes with `acquire`.
        if self.owner.load(Relaxed) != me {
            self.lock.acquire();
            self.owner.store(me, Relaxed);
        }
        self.count.set(self.count.get() + 1);
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
    fn drop(&mut self) {
        let count = self.lock.count.get() - 1;
        self.lock.count.set(count);
        if count == 0 {
            // Relaxed: as in `lock`. After the release it would be too late: the next holder may have stored its number.
            self.lock.owner.store(NO_THREAD, Relaxed);
            self.lock.lock.release();
        }
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
