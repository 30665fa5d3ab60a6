//! Stage 6: a lock that lets its holder in again.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::cell::Cell;
use crate::hint;
use crate::me;
use crate::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: lock
/// No thread has this number.
const NO_THREAD: u64 = 0;

/// A value that one thread at a time can use. The thread that holds the lock can acquire it again.
pub struct ReentrantLock<T> {
    /// The number of the holder, or [`NO_THREAD`].
    owner: AtomicU64,
    /// How many guards the holder has. Used only by the holder.
    count: Cell<usize>,
    value: T,
}
// ANCHOR_END: lock

// SAFETY: at any time only one thread, the holder, uses `count` and has references to the value. Both move from holder
// to holder, so `T` must be `Send`. It doesn't have to be `Sync`.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}

/// While there is one, its thread holds the lock and may use the value.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReentrantGuard<'a, T> {
    lock: &'a ReentrantLock<T>,
    /// The thread that locks is the one that unlocks.
    not_send: PhantomData<*const ()>,
}

impl<T> ReentrantLock<T> {
    /// Puts a value behind a lock. The lock is free.
    pub fn new(value: T) -> Self {
        ReentrantLock { owner: AtomicU64::new(NO_THREAD), count: Cell::new(0), value }
    }

    // ANCHOR: lock-fn
    /// Waits until no other thread holds the lock, and acquires it.
    ///
    /// # Panics
    ///
    /// Panics if the calling thread has more guards than a `usize` can count.
    pub fn lock(&self) -> ReentrantGuard<'_, T> {
        let me = me().get();
        // Relaxed: only this thread stores its number, so it reads it only if it holds the lock.
        if self.owner.load(Relaxed) != me {
            // Acquire: pairs with the store in the guard's drop. Relaxed: a failed exchange acquires nothing.
            while self.owner.compare_exchange(NO_THREAD, me, Acquire, Relaxed).is_err() {
                hint::spin_loop();
            }
        }
        let count = self.count.get().checked_add(1).expect("the lock is held too many times");
        self.count.set(count);
        ReentrantGuard { lock: self, not_send: PhantomData }
    }
    // ANCHOR_END: lock-fn
}

// ANCHOR: deref
impl<T> Deref for ReentrantGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.lock.value
    }
}
// ANCHOR_END: deref

// SAFETY: threads that share the guard share the value, as `&T`. That takes `T: Sync`.
unsafe impl<T: Sync> Sync for ReentrantGuard<'_, T> {}

// ANCHOR: drop
impl<T> Drop for ReentrantGuard<'_, T> {
    fn drop(&mut self) {
        let count = self.lock.count.get() - 1;
        self.lock.count.set(count);
        if count == 0 {
            // Release: pairs with the exchange in `lock`.
            self.lock.owner.store(NO_THREAD, Release);
        }
    }
}
// ANCHOR_END: drop
