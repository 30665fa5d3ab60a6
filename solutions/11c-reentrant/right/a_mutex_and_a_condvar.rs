//! right: holder and count are behind a mutex of the explorer's, and waiters sleep on a condvar

#[allow(dead_code, reason = "a mutex and a condvar do what this lock does")]
#[path = "../../../exercises/11c-reentrant/src/lock.rs"]
mod lock;

use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::ops::Deref;

use interleave::sync::{Condvar, Mutex};
use interleave::thread;

pub struct ReentrantLock<T> {
    holder: Mutex<Option<(NonZeroU64, usize)>>,
    released: Condvar,
    value: T,
}

// SAFETY: only the thread that holds the lock has references to the value.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    lock: &'a ReentrantLock<T>,
    not_send: PhantomData<*const ()>,
}

impl<T> ReentrantLock<T> {
    pub fn new(value: T) -> Self {
        ReentrantLock { holder: Mutex::new(None), released: Condvar::new(), value }
    }

    pub fn lock(&self) -> Guard<'_, T> {
        let mut holder = self.holder.lock().unwrap();
        while holder.is_some_and(|(owner, _)| owner != me()) {
            holder = self.released.wait(holder).unwrap();
        }
        let count = holder.map_or(0, |(_, count)| count);
        *holder = Some((me(), count + 1));
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
        let mut holder = self.lock.holder.lock().unwrap_or_else(|poison| poison.into_inner());
        *holder = match *holder {
            Some((owner, count)) if count > 1 => Some((owner, count - 1)),
            _ => None,
        };
        if holder.is_none() {
            drop(holder);
            self.lock.released.notify_one();
        }
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
