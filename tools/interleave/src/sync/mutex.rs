//! `std::sync::Mutex`, modelled: acquiring the lock waits until it is free.

mod guard;
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
use crate::machine::object::{self, State};
use crate::machine::peek;
use crate::machine::request::{Idle, NO_OBJECT, Request, Wait};
use crate::plain;
use crate::trace::Operation;

pub use guard::MutexGuard;

/// Std's [`Mutex`](std::sync::Mutex), modelled.
pub struct Mutex<T: ?Sized> {
    home: Home,
    poison: Poison,
    data: UnsafeCell<T>,
}

// SAFETY: *holder*: the lock hands the data to one thread at a time, so the data must be `Send` and nothing more.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}

impl<T: ?Sized> UnwindSafe for Mutex<T> {}
impl<T: ?Sized> RefUnwindSafe for Mutex<T> {}

impl<T> Mutex<T> {
    /// A new lock, free; works in a `static`.
    pub const fn new(value: T) -> Self {
        Mutex { home: Home::new(), poison: Poison::new(), data: UnsafeCell::new(value) }
    }

    /// Consumes the lock and returns the data.
    ///
    /// # Errors
    ///
    /// The data inside an error, if a thread panicked while it held the lock.
    pub fn into_inner(self) -> LockResult<T> {
        self.poison.wrap(self.home.into_value(self.data))
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Acquires the lock, and waits for it as long as another thread holds it.
    ///
    /// # Errors
    ///
    /// The guard inside an error, if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        let location = Location::caller();
        let wait = Wait::Free;
        let taken = self.perform(Operation::Lock, Idle::Never, wait, location, |step| {
            self.take(step, Operation::Lock, location)
        });
        self.guard(taken, location)
    }

    /// Acquires the lock if it is free.
    ///
    /// # Errors
    ///
    /// `WouldBlock` if it is held; the guard inside `Poisoned` if a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let location = Location::caller();
        let taken = self.perform(Operation::TryLock, Idle::IfHeld, Wait::Ready, location, |step| {
            if step.execution.mutex(step.object).holder.is_none() {
                return Some(self.take(step, Operation::TryLock, location));
            }
            step.execution.find_held(step.thread, step.object, location);
            None
        });
        let taken = taken.ok_or(TryLockError::WouldBlock)?;
        self.guard(taken, location).map_err(TryLockError::Poisoned)
    }

    /// Whether a thread panicked while it held the lock.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        let location = Location::caller();
        self.poison.ask(self.object(location), version, location)
    }

    /// Forgets that a thread panicked while it held the lock.
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
    /// The data inside an error, if a thread panicked while it held the lock.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        // SAFETY: *exclusive*: the lock is borrowed mutably, and the data with it.
        self.poison.wrap(unsafe { &mut *self.place() })
    }

    #[track_caller]
    fn perform<R>(
        &self,
        operation: Operation,
        idle: Idle,
        wait: Wait,
        location: &'static Location<'static>,
        effect: impl FnOnce(Step<'_>) -> R,
    ) -> R {
        let object = Cell::new(NO_OBJECT);
        perform(
            |execution, _| {
                object.set(self.register(execution, location));
                Request::new(operation, object.get(), location).idle(idle).waits(wait)
            },
            |execution, thread| effect(Step { execution, thread, object: object.get() }),
        )
    }

    /// Acquires the lock, which is free, in this step.
    fn take(
        &self,
        step: Step<'_>,
        operation: Operation,
        location: &'static Location<'static>,
    ) -> Taken<T> {
        let (object, data) = (step.object, self.place());
        // SAFETY: *holder*: the lock is free, and the thread that runs is about to acquire it.
        let found = unsafe { peek::peek(data) };
        step.execution.take(step.thread, object, operation, found, None, location);
        Taken { object, data, found }
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
                "Mutex",
                location,
                (self.data.get(), plain::size_of),
                peek::shape::<T>(),
                // Called after the initial value has been put back.
                || State::Mutex(object::Mutex { initial: self.value(), ..Default::default() }),
            )
        }
    }

    /// The value that the lock guards, if it can be shown.
    fn value(&self) -> Option<u64> {
        // SAFETY: *holder*: called while the lock is free, or while the thread that runs acquires it.
        unsafe { peek::peek(self.place()) }
    }

    fn place(&self) -> *mut T {
        self.home.place(self.data.get())
    }

    fn guard(
        &self,
        taken: Taken<T>,
        taken_at: &'static Location<'static>,
    ) -> LockResult<MutexGuard<'_, T>> {
        self.home.lend();
        let Taken { object, data, found } = taken;
        let guard = MutexGuard {
            lock: self,
            data,
            execution: self.home.execution(),
            object,
            taken_at,
            wrote: false,
            found,
            was_panicking: crate::thread::panicking(),
            not_send: PhantomData,
        };
        self.poison.wrap(guard)
    }
}

/// A thread's step on the lock that has this number.
struct Step<'a> {
    execution: &'a mut Execution,
    thread: usize,
    object: u32,
}

/// What is known of an acquired lock: its number, where its data is, and the data's value, if it can be shown.
struct Taken<T: ?Sized> {
    object: u32,
    data: *mut T,
    found: Option<u64>,
}

/// The number of changes to the lock so far.
fn version(execution: &mut Execution, object: u32) -> &mut u32 {
    &mut execution.mutex(object).version
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    /// Leaves out the data, because looking at it would be a step.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mutex").field("poisoned", &self.poison.is_set()).finish_non_exhaustive()
    }
}
