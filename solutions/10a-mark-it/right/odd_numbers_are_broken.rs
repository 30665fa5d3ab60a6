//! right: breaking makes a number odd, and mending makes it even; the guard releases the lock by hand

#[path = "../../../exercises/10a-mark-it/src/lock.rs"]
mod lock;

use std::ops::{Deref, DerefMut};

use interleave::sync::atomic::{AtomicU64, Ordering::Relaxed};
use interleave::thread;
use lock::{Lock, LockGuard};
pub struct Sealed<T> {
    lock: Lock<T>,
    broken: AtomicU64,
}
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    inner: Option<LockGuard<'a, T>>,
    broken: &'a AtomicU64,
    was_panicking: bool,
}
pub struct Broken<G>(G);

impl<G> Broken<G> {
    pub fn into_inner(self) -> G {
        self.0
    }
}

impl<T> Sealed<T> {
    pub fn new(value: T) -> Self {
        Sealed { lock: Lock::new(value), broken: AtomicU64::new(0) }
    }
    #[track_caller]
    pub fn lock(&self) -> Result<Guard<'_, T>, Broken<Guard<'_, T>>> {
        let guard = Guard {
            inner: Some(self.lock.lock()),
            broken: &self.broken,
            was_panicking: thread::panicking(),
        };
        // Relaxed: the seal is broken under the lock, so a later holder sees it.
        if self.is_broken() { Err(Broken(guard)) } else { Ok(guard) }
    }
    pub fn is_broken(&self) -> bool {
        // Relaxed: as in `lock`; without the lock, the answer may be out of date.
        self.broken.load(Relaxed) % 2 == 1
    }
    pub fn mend(&self) {
        // Relaxed: a thread that needs the value acquires the lock.
        let even = |seal: u64| (seal % 2 == 1).then(|| seal.wrapping_add(1));
        _ = self.broken.fetch_update(Relaxed, Relaxed, even);
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner.as_ref().expect("the guard holds the lock until it is dropped")
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("the guard holds the lock until it is dropped")
    }
}
impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() && !self.was_panicking {
            // Relaxed: releasing the lock publishes it.
            self.broken.fetch_or(1, Relaxed);
        }
        self.inner = None;
    }
}
