//! right: only the guards after the first are counted

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
    further: Cell<usize>,
    value: T,
}

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
            owner: AtomicU64::new(0),
            further: Cell::new(0),
            value,
        }
    }

    /// Waits until no *other* thread holds the lock, and acquires it.
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        if self.owner.load(Relaxed) == me {
            self.further.set(self.further.get() + 1);
        } else {
            self.lock.acquire();
            self.owner.store(me, Relaxed);
        }
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
        match self.lock.further.get() {
            0 => {
                self.lock.owner.store(0, Relaxed);
                self.lock.lock.release();
            }
            further => self.lock.further.set(further - 1),
        }
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
