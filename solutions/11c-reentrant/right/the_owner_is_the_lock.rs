//! right: one exchange on the number of the owner is all the locking there is

#[allow(dead_code, reason = "the owner is the lock")]
#[path = "../../../exercises/11c-reentrant/src/lock.rs"]
mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::cell::Cell;
use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::thread;
pub struct ReentrantLock<T> {
    owner: AtomicU64,
    count: Cell<usize>,
    value: T,
}
const NO_THREAD: u64 = 0;

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
        ReentrantLock { owner: AtomicU64::new(NO_THREAD), count: Cell::new(0), value }
    }
    pub fn lock(&self) -> Guard<'_, T> {
        let me = me().get();
        // Relaxed: only this thread stores its number.
        if self.owner.load(Relaxed) != me {
            // Acquire: pairs with the store in `drop`.
            while self.owner.compare_exchange(NO_THREAD, me, Acquire, Relaxed).is_err() {
                interleave::hint::spin_loop();
            }
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
            // Release: pairs with the exchange in `lock`.
            self.lock.owner.store(NO_THREAD, Release);
        }
    }
}
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
