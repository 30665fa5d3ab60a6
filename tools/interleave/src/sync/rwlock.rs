//! `std::sync::RwLock`, modelled: many threads may read at once, or one may write.
//!
//! Std does not say whether a reader may overtake a waiting writer. Both are explored: such a reader can run, but
//! nothing guarantees that it ever does, so a program that relies on it is stuck in some run.

mod guards;
mod steps;

use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::marker::PhantomData;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{LockResult, TryLockError, TryLockResult};

use super::poison::Poison;
use crate::machine::entry::{self, perform};
use crate::machine::execution::Execution;
use crate::machine::fresh::Home;
use crate::machine::object::State;
use crate::machine::peek;
use crate::machine::request::{NO_OBJECT, Request, Wait};
use crate::machine::states::{self, UNREADABLE, UNWRITABLE};
use crate::plain;
use crate::trace::Operation;

pub use guards::{RwLockReadGuard, RwLockWriteGuard};

/// Std's [`RwLock`](std::sync::RwLock), modelled.
///
/// [`try_read`](Self::try_read) fails only while a thread writes. Std's may also fail while a writer waits, which is
/// not explored.
pub struct RwLock<T: ?Sized> {
    home: Home,
    poison: Poison,
    data: UnsafeCell<T>,
}

// SAFETY: *holder*: the lock passes the data between threads, so it must be `Send`.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: *holder*: readers share the data, so it must be `Sync` as well.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}

impl<T: ?Sized> UnwindSafe for RwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for RwLock<T> {}

impl<T> RwLock<T> {
    /// A new lock, free; works in a `static`.
    pub const fn new(value: T) -> Self {
        RwLock { home: Home::new(), poison: Poison::new(), data: UnsafeCell::new(value) }
    }

    /// Consumes the lock and returns the data.
    ///
    /// # Errors
    ///
    /// The data inside an error, if a thread panicked while it was writing.
    pub fn into_inner(self) -> LockResult<T> {
        self.poison.wrap(self.home.into_value(self.data))
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Acquires the lock for reading, and waits as long as another thread writes; perhaps also as long as a writer
    /// waits.
    ///
    /// # Errors
    ///
    /// The guard inside an error, if a thread panicked while it was writing.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let location = Location::caller();
        self.perform(Operation::ReadLock, Wait::Read, location, |execution, thread, object| {
            execution.let_in(thread, object, Operation::ReadLock, self.value(), location);
        });
        self.reader(location)
    }

    /// Acquires the lock for reading if no thread writes.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if a thread writes; the guard inside `Poisoned` if a thread panicked while it was writing.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let location = Location::caller();
        let operation = Operation::TryReadLock;
        let taken = self.perform(operation, Wait::Ready, location, |execution, thread, object| {
            let free = execution.rwlock(object).writer.is_none();
            if free {
                execution.let_in(thread, object, operation, self.value(), location);
            } else {
                let failed = Operation::TryReadLockFailed;
                execution.find_taken(thread, object, failed, UNREADABLE, location);
            }
            free
        });
        if taken {
            self.reader(location).map_err(TryLockError::Poisoned)
        } else {
            Err(TryLockError::WouldBlock)
        }
    }

    /// Acquires the lock for writing, and waits as long as another thread holds it.
    ///
    /// # Errors
    ///
    /// The guard inside an error, if a thread panicked while it was writing.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let location = Location::caller();
        self.perform(Operation::WriteLock, Wait::Write, location, |execution, thread, object| {
            execution.let_write(thread, object, Operation::WriteLock, self.value(), location);
        });
        self.writer(location)
    }

    /// Acquires the lock for writing if no thread holds it.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if a thread reads or writes; the guard inside `Poisoned` if a thread panicked while it was writing.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let location = Location::caller();
        let operation = Operation::TryWriteLock;
        let taken = self.perform(operation, Wait::Ready, location, |execution, thread, object| {
            let lock = execution.rwlock(object);
            let free = lock.writer.is_none() && lock.readers.is_empty();
            if free {
                execution.let_write(thread, object, operation, self.value(), location);
            } else {
                let failed = Operation::TryWriteLockFailed;
                execution.find_taken(thread, object, failed, UNWRITABLE, location);
            }
            free
        });
        if taken {
            self.writer(location).map_err(TryLockError::Poisoned)
        } else {
            Err(TryLockError::WouldBlock)
        }
    }

    /// Whether a thread panicked while it was writing.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        let location = Location::caller();
        self.poison.ask(self.object(location), version, location)
    }

    /// Forgets that a thread panicked while it was writing.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn clear_poison(&self) {
        let location = Location::caller();
        self.poison.clear(self.object(location), version, location);
    }

    /// The data: a mutable borrow means that no other thread has access.
    ///
    /// # Errors
    ///
    /// The data inside an error, if a thread panicked while it was writing.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        // SAFETY: *exclusive*: the lock is borrowed mutably, and the data with it.
        self.poison.wrap(unsafe { &mut *self.place() })
    }

    #[track_caller]
    fn perform<R>(
        &self,
        operation: Operation,
        wait: Wait,
        location: &'static Location<'static>,
        effect: impl FnOnce(&mut Execution, usize, u32) -> R,
    ) -> R {
        let object = Cell::new(NO_OBJECT);
        perform(
            |execution, thread| {
                let lock = self.register(execution, location);
                object.set(lock);
                let request = Request::new(operation, lock, location).waits(wait);
                let reads = matches!(operation, Operation::ReadLock | Operation::TryReadLock)
                    || execution.is_reader(thread, lock) && operation == Operation::Unlock;
                if reads { request.shares() } else { request }
            },
            |execution, thread| effect(execution, thread, object.get()),
        )
    }

    /// The lock's number in the running execution.
    #[track_caller]
    fn object(&self, location: &'static Location<'static>) -> u32 {
        entry::with(|execution, _| self.register(execution, location))
    }

    fn register(&self, execution: &mut Execution, location: &'static Location<'static>) -> u32 {
        if self.home.is_new(execution) {
            self.poison.renew();
        }
        // SAFETY: *a place of its own*: the lock is registered before a guard of this execution is made.
        unsafe {
            execution.register_with_data(
                &self.home,
                "RwLock",
                location,
                (self.data.get(), plain::size_of),
                peek::shape::<T>(),
                // Called after the initial value has been put back.
                || State::RwLock(states::RwLock { initial: self.value(), ..Default::default() }),
            )
        }
    }

    /// The value that the lock guards, if it can be shown.
    fn value(&self) -> Option<u64> {
        // SAFETY: *holder*: called while no thread writes, or by the writer.
        unsafe { peek::peek(self.place()) }
    }

    fn place(&self) -> *mut T {
        self.home.place(self.data.get())
    }

    /// What a guard refers to, and the execution that it belongs to.
    fn lend(&self) -> (*mut T, u64) {
        self.home.lend();
        (self.place(), self.home.execution())
    }

    fn reader(&self, taken_at: &'static Location<'static>) -> LockResult<RwLockReadGuard<'_, T>> {
        let (data, execution) = self.lend();
        let guard =
            RwLockReadGuard { lock: self, data, execution, taken_at, not_send: PhantomData };
        self.poison.wrap(guard)
    }

    fn writer(&self, taken_at: &'static Location<'static>) -> LockResult<RwLockWriteGuard<'_, T>> {
        let (data, execution) = self.lend();
        let guard = RwLockWriteGuard {
            lock: self,
            data,
            execution,
            taken_at,
            wrote: false,
            found: self.value(),
            was_panicking: crate::thread::panicking(),
            not_send: PhantomData,
        };
        self.poison.wrap(guard)
    }
}

/// The number of changes to the lock so far.
fn version(execution: &mut Execution, object: u32) -> &mut u32 {
    &mut execution.rwlock(object).version
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> Self {
        RwLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    /// Leaves out the data, because looking at it would be a step.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let poisoned = self.poison.is_set();
        f.debug_struct("RwLock").field("poisoned", &poisoned).finish_non_exhaustive()
    }
}
