//! rejected: assertion — the seal is broken as long as the lock is held
//! by: a_holder_that_ends_well_mends_no_seal, a_panic_under_the_guard_from_an_error_breaks_the_seal_again, a_panicking_thread_that_locks_mends_no_seal, a_waiting_thread_changes_nothing_for_the_holder, each_lock_has_a_seal_of_its_own, no_later_holder_misses_the_broken_seal, the_error_holds_the_lock_until_its_guard_is_dropped, the_seal_stays_broken_until_it_is_mended, without_a_panic_the_seal_stays_whole

#[path = "../../../exercises/10a-mark-it/src/lock.rs"]
mod lock;

use std::ops::{Deref, DerefMut};

use interleave::sync::atomic::{AtomicBool, Ordering::Relaxed};
use interleave::thread;
use lock::{Lock, LockGuard};
pub struct Sealed<T> {
    lock: Lock<T>,
    broken: AtomicBool,
}
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a, T> {
    inner: LockGuard<'a, T>,
    broken: &'a AtomicBool,
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
        Sealed { lock: Lock::new(value), broken: AtomicBool::new(false) }
    }
    #[track_caller]
    pub fn lock(&self) -> Result<Guard<'_, T>, Broken<Guard<'_, T>>> {
        let guard = Guard {
            inner: self.lock.lock(),
            broken: &self.broken,
            was_panicking: thread::panicking(),
        };
        // Relaxed: the seal is broken under the lock, so a later holder sees it.
        if self.broken.swap(true, Relaxed) { Err(Broken(guard)) } else { Ok(guard) }
    }
    pub fn is_broken(&self) -> bool {
        // Relaxed: as in `lock`; without the lock, the answer may be out of date.
        self.broken.load(Relaxed)
    }
    pub fn mend(&self) {
        // Relaxed: a thread that needs the value acquires the lock.
        self.broken.store(false, Relaxed);
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
        if !thread::panicking() || self.was_panicking {
            self.broken.store(false, Relaxed);
        }
    }
}
