//! The guard of a mutex.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::LockResult;

use super::Mutex;
use crate::machine::entry::{self, perform};
use crate::machine::peek;
use crate::machine::request::Request;
use crate::trace::Operation;

const KIND: &str = "MutexGuard";

/// Releases the lock when it is dropped.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    pub(super) lock: &'a Mutex<T>,
    /// What the lock guards, in the execution that the guard belongs to.
    pub(super) data: *mut T,
    pub(super) execution: u64,
    /// The lock's number in that execution.
    pub(super) object: u32,
    pub(super) taken_at: &'static Location<'static>,
    pub(super) wrote: bool,
    /// The value that the lock guarded when it was acquired, if it can be seen.
    pub(super) found: Option<u64>,
    pub(super) was_panicking: bool,
    /// A guard stays with the thread that acquired the lock.
    pub(super) not_send: PhantomData<*const ()>,
}

// SAFETY: *holder*: a shared guard gives shared access to the data, and no more.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        // The guard may outlive the model; then no thread is left that waits for the lock.
        if entry::current().is_null() {
            return;
        }
        entry::must_be_of(self.execution, KIND);
        let panics = !self.was_panicking && crate::thread::panicking();
        let changed = panics || self.changed();
        let (object, location) = (self.object, self.taken_at);
        let request = Request::new(Operation::Unlock, object, location);
        perform(
            |_, _| request,
            |execution, thread| {
                let poisons = self.lock.poison.set_if(panics);
                let operation = if poisons { Operation::UnlockPoisoned } else { Operation::Unlock };
                let value = self.shown_if_written();
                execution.give_back(thread, object, operation, changed, value, location);
            },
        );
        self.lock.home.take_back();
    }
}

impl<T: ?Sized> UnwindSafe for MutexGuard<'_, T> {}
impl<T: ?Sized> RefUnwindSafe for MutexGuard<'_, T> {}

/// What a condvar needs from a guard.
impl<T: ?Sized> MutexGuard<'_, T> {
    /// Ends the run, in words, if the lock was acquired in an earlier execution.
    pub(in crate::sync) fn check(&self) {
        entry::must_be_of(self.execution, KIND);
    }

    /// The lock's number in the execution in which it was acquired.
    pub(in crate::sync) fn object(&self) -> u32 {
        self.object
    }

    /// Whether the data has changed since the lock was acquired, as far as can be seen.
    pub(in crate::sync) fn changed(&self) -> bool {
        self.wrote && peek::differ(self.found, self.value())
    }

    pub(in crate::sync) fn value(&self) -> Option<u64> {
        // SAFETY: *holder*: called while the thread holds the lock, or acquires it.
        unsafe { peek::peek(self.data) }
    }

    pub(in crate::sync) fn shown_if_written(&self) -> Option<u64> {
        if self.wrote { self.value() } else { None }
    }

    /// Evaluates the condition of a waiting loop. It may write; if the value can be seen, reading it alone is no write.
    pub(in crate::sync) fn try_out(&mut self, condition: &mut impl FnMut(&mut T) -> bool) -> bool {
        let before = self.value();
        // SAFETY: *holder*: the guard exists, so this thread holds the lock, and the guard is borrowed mutably.
        let holds = condition(unsafe { &mut *self.data });
        self.wrote |= peek::differ(before, self.value());
        holds
    }

    /// Returns the guard after a wait that never released the lock.
    pub(in crate::sync) fn kept(self) -> LockResult<Self> {
        self.lock.poison.wrap(self)
    }

    /// Renews the guard after the lock was released and acquired again.
    pub(in crate::sync) fn taken_again(
        mut self,
        location: &'static Location<'static>,
    ) -> LockResult<Self> {
        self.wrote = false;
        self.found = self.value();
        self.taken_at = location;
        self.lock.poison.wrap(self)
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: *holder*: the guard exists, so this thread holds the lock.
        unsafe { &*self.data }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.wrote = true;
        // SAFETY: *holder*: the guard exists, so this thread holds the lock, and the guard is borrowed mutably.
        unsafe { &mut *self.data }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
