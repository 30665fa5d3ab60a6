//! rejected: data_race — `is_broken` reads a plain cell without the lock, while a holder writes to it
//! by: a_holder_that_ends_well_undoes_no_mend, asking_and_mending_are_safe_while_a_holder_panics

#[path = "../../../exercises/10a-mark-it/src/lock.rs"]
mod lock;

use std::ops::{Deref, DerefMut};

use interleave::cell::Cell;
use interleave::thread;
use lock::{Lock, LockGuard};
pub struct Sealed<T> {
    lock: Lock<T>,
    broken: Cell<bool>,
}
// SAFETY: broken. The lock protects the value, but `is_broken` and `mend` use the flag without it.
unsafe impl<T: Send> Sync for Sealed<T> {}
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    inner: LockGuard<'a, T>,
    broken: &'a Cell<bool>,
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
        Sealed { lock: Lock::new(value), broken: Cell::new(false) }
    }
    #[track_caller]
    pub fn lock(&self) -> Result<Guard<'_, T>, Broken<Guard<'_, T>>> {
        let guard = Guard {
            inner: self.lock.lock(),
            broken: &self.broken,
            was_panicking: thread::panicking(),
        };
        if self.is_broken() { Err(Broken(guard)) } else { Ok(guard) }
    }
    pub fn is_broken(&self) -> bool {
        self.broken.get()
    }
    pub fn mend(&self) {
        self.broken.set(false);
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}
impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() && !self.was_panicking {
            self.broken.set(true);
        }
    }
}
