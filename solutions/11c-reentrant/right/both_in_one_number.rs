//! right: owner and count share one atomic: the count in the upper half

#[path = "../../../exercises/11c-reentrant/src/lock.rs"]
mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};
use interleave::thread;
use lock::BinaryLock;
pub struct ReentrantLock<T> {
    lock: BinaryLock,
    owner_and_count: AtomicU64,
    value: T,
}
const NO_THREAD: u64 = 0;
const ONE: u64 = 1 << 32;

// SAFETY: only the thread that holds the lock has references to the value, through its guards, so the value only has to
// be `Send`. What else the lock keeps is an atomic, or used only by the holder.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    lock: &'a ReentrantLock<T>,
    not_send: PhantomData<*const ()>,
}

impl<T> ReentrantLock<T> {
    pub fn new(value: T) -> Self {
        ReentrantLock {
            lock: BinaryLock::default(),
            owner_and_count: AtomicU64::new(NO_THREAD),
            value,
        }
    }
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        // Relaxed: only the holder changes it, and other threads need nothing but to see that it isn't theirs.
        if self.owner_and_count.load(Relaxed) % ONE != me {
            self.lock.acquire();
            self.owner_and_count.store(me, Relaxed);
        }
        self.owner_and_count.fetch_add(ONE, Relaxed);
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
        let state = &self.lock.owner_and_count;
        if state.fetch_sub(ONE, Relaxed) / ONE == 1 {
            state.store(NO_THREAD, Relaxed);
            self.lock.lock.release();
        }
    }
}
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
