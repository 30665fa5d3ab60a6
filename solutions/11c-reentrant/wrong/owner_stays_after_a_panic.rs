//! rejected: data_race — a panic that drops the last guard releases the lock, but leaves its owner
//! by: a_thread_whose_last_guard_fell_to_a_panic_is_a_stranger

#[path = "../../../exercises/11c-reentrant/src/lock.rs"]
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
    owner: AtomicU64,
    count: Cell<usize>,
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
        ReentrantLock { lock: BinaryLock::default(), owner: AtomicU64::new(0), count: Cell::new(0), value }
    }

    /// Waits until no *other* thread holds the lock, and acquires it.
    pub fn lock(&self) -> Guard<'_, T> {
        if self.owner.load(Relaxed) != me().get() {
            self.lock.acquire();
            self.owner.store(me().get(), Relaxed);
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
            if !interleave::thread::panicking() {
                self.lock.owner.store(0, Relaxed);
            }
            self.lock.lock.release();
        }
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
