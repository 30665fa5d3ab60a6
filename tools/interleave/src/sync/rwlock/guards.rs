//! The guards of a read-write lock.

use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

use super::RwLock;
use crate::machine::entry;
use crate::machine::peek;
use crate::machine::request::Wait;
use crate::trace::Operation;

const READER: &str = "RwLockReadGuard";
const WRITER: &str = "RwLockWriteGuard";

/// One reader's share of the lock, released when it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    pub(super) lock: &'a RwLock<T>,
    /// What the lock guards, in the execution that the guard belongs to.
    pub(super) data: *mut T,
    pub(super) execution: u64,
    pub(super) taken_at: &'static Location<'static>,
    /// A guard stays with the thread that acquired the lock.
    pub(super) not_send: PhantomData<*const ()>,
}

/// The writer's hold on the lock, released when it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    pub(super) lock: &'a RwLock<T>,
    /// What the lock guards, in the execution that the guard belongs to.
    pub(super) data: *mut T,
    pub(super) execution: u64,
    pub(super) taken_at: &'static Location<'static>,
    pub(super) wrote: bool,
    /// The value that the lock guarded when it was acquired, if it can be seen.
    pub(super) found: Option<u64>,
    pub(super) was_panicking: bool,
    /// As above.
    pub(super) not_send: PhantomData<*const ()>,
}

// SAFETY: *holder*: a shared guard gives shared access to the data, and no more.
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}

impl<T: ?Sized> UnwindSafe for RwLockReadGuard<'_, T> {}
impl<T: ?Sized> RefUnwindSafe for RwLockReadGuard<'_, T> {}
impl<T: ?Sized> UnwindSafe for RwLockWriteGuard<'_, T> {}
impl<T: ?Sized> RefUnwindSafe for RwLockWriteGuard<'_, T> {}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Turns the writer's hold into a reader's share, and lets no other writer in between.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {
        let guard = ManuallyDrop::new(guard);
        entry::must_be_of(guard.execution, WRITER);
        let (lock, changed, location) = (guard.lock, guard.changed(), Location::caller());
        let operation = Operation::Downgrade;
        lock.perform(operation, Wait::Ready, location, |execution, thread, object| {
            let value = guard.shown_if_written();
            let step = execution.stop_writing(thread, object, operation, changed, value, location);
            execution.rwlock(object).readers.push((thread, step));
        });
        // The loan continues.
        let (data, execution) = (guard.data, guard.execution);
        RwLockReadGuard { lock, data, execution, taken_at: location, not_send: PhantomData }
    }
}

impl<T: ?Sized> RwLockWriteGuard<'_, T> {
    /// Whether the data has changed since the lock was acquired, as far as can be seen.
    fn changed(&self) -> bool {
        self.wrote && peek::differ(self.found, self.value())
    }

    fn shown_if_written(&self) -> Option<u64> {
        self.value().filter(|_| self.wrote)
    }

    fn value(&self) -> Option<u64> {
        // SAFETY: *holder*: called by the writer.
        unsafe { peek::peek(self.data) }
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        // The guard may outlive the model; then no thread is left that waits for the lock.
        if entry::current().is_null() {
            return;
        }
        entry::must_be_of(self.execution, READER);
        let location = self.taken_at;
        self.lock.perform(Operation::Unlock, Wait::Ready, location, |execution, thread, object| {
            execution.let_out(thread, object, location);
        });
        self.lock.home.take_back();
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        // As above.
        if entry::current().is_null() {
            return;
        }
        entry::must_be_of(self.execution, WRITER);
        let panics = !self.was_panicking && crate::thread::panicking();
        let (changed, location) = (panics || self.changed(), self.taken_at);
        self.lock.perform(Operation::Unlock, Wait::Ready, location, |execution, thread, object| {
            let poisons = self.lock.poison.set_if(panics);
            let operation = if poisons { Operation::UnlockPoisoned } else { Operation::Unlock };
            let value = self.shown_if_written();
            execution.stop_writing(thread, object, operation, changed, value, location);
        });
        self.lock.home.take_back();
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: *holder*: the guard exists, so no thread writes.
        unsafe { &*self.data }
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: *holder*: the guard exists, so this thread alone holds the lock.
        unsafe { &*self.data }
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.wrote = true;
        // SAFETY: *holder*: the guard exists, so this thread alone holds the lock, and the guard is borrowed mutably.
        unsafe { &mut *self.data }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
