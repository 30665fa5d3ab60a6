//! `std::cell`, modelled: cells that notice when two threads use them without an order between.
//!
//! An access to a cell is not a point at which threads are switched. It need not be: if two accesses are not
//! ordered by happens-before, that is a data race in whichever order they ran, and it is found by the clocks.

use std::fmt;
use std::panic::Location;

use crate::execution::{Execution, RawFailure, at_once};
use crate::fresh::Home;
use crate::object::{Access, Shape, State};
use crate::trace::Operation;

/// Std's [`UnsafeCell`](std::cell::UnsafeCell), modelled.
pub struct UnsafeCell<T: ?Sized> {
    home: Home,
    data: std::cell::UnsafeCell<T>,
}

impl<T> UnsafeCell<T> {
    /// A new cell; works in a `static`.
    pub const fn new(value: T) -> Self {
        UnsafeCell { home: Home::new(), data: std::cell::UnsafeCell::new(value) }
    }

    /// Consumes the cell and returns the value.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the value. What is done through it cannot be seen, so asking counts as a write: ask anew
    /// for each access, as code written for std does. For shared reads there is [`get_shared`](Self::get_shared).
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        self.access(Operation::CellWrite, "UnsafeCell", Location::caller());
        self.data.get()
    }

    /// A pointer through which the value will only be read. Std has no such method: read-write locks need it.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get_shared(&self) -> *const T {
        self.access(Operation::CellRead, "UnsafeCell", Location::caller());
        self.data.get()
    }

    /// The value: a mutable borrow means that nobody else is looking.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }

    /// Records an access at `location`; `kind` is the type that the program knows the cell as.
    pub(crate) fn access(
        &self,
        operation: Operation,
        kind: &'static str,
        location: &'static Location<'static>,
    ) {
        at_once(|execution, thread| {
            // SAFETY: at its first use in an execution nobody can have borrowed the value.
            let object = unsafe {
                execution.register_with_data(
                    &self.home,
                    kind,
                    location,
                    self.data.get(),
                    Shape::Hidden,
                    || State::Cell(Box::default()),
                )
            };
            execution.touch(thread, object, operation, location);
        });
    }
}

impl<T: Default> Default for UnsafeCell<T> {
    fn default() -> Self {
        UnsafeCell::new(T::default())
    }
}

impl<T> From<T> for UnsafeCell<T> {
    fn from(value: T) -> Self {
        UnsafeCell::new(value)
    }
}

impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsafeCell").finish_non_exhaustive()
    }
}

/// Std's [`Cell`](std::cell::Cell), modelled. Like std's it is not `Sync`; one who claims otherwise with
/// `unsafe impl` is found out.
pub struct Cell<T: ?Sized> {
    inner: UnsafeCell<T>,
}

impl<T> Cell<T> {
    /// A new cell; works in a `static` of a type that claims to be `Sync`.
    pub const fn new(value: T) -> Self {
        Cell { inner: UnsafeCell::new(value) }
    }

    /// Sets the value.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn set(&self, value: T) {
        drop(self.replace(value));
    }

    /// Sets the value and returns the one before.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn replace(&self, value: T) -> T {
        self.inner.access(Operation::CellWrite, "Cell", Location::caller());
        // SAFETY: nobody holds a reference to the value of a `Cell`, and no other thread runs just now.
        unsafe { std::mem::replace(&mut *self.inner.data.get(), value) }
    }

    /// The value.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(&self) -> T
    where
        T: Copy,
    {
        self.inner.access(Operation::CellRead, "Cell", Location::caller());
        // SAFETY: nobody holds a mutable reference to the value of a `Cell`, and no other thread runs just now.
        unsafe { *self.inner.data.get() }
    }

    /// Takes the value and leaves the default.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn take(&self) -> T
    where
        T: Default,
    {
        self.replace(T::default())
    }

    /// Replaces the value by one computed from it: a read, then a write.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn update(&self, f: impl FnOnce(T) -> T)
    where
        T: Copy,
    {
        self.set(f(self.get()));
    }

    /// Consumes the cell and returns the value.
    pub fn into_inner(self) -> T {
        self.inner.into_inner()
    }
}

impl<T: ?Sized> Cell<T> {
    /// The value: a mutable borrow means that nobody else is looking.
    pub fn get_mut(&mut self) -> &mut T {
        self.inner.get_mut()
    }
}

impl<T: Default> Default for Cell<T> {
    fn default() -> Self {
        Cell::new(T::default())
    }
}

impl<T> From<T> for Cell<T> {
    fn from(value: T) -> Self {
        Cell::new(value)
    }
}

impl<T: ?Sized> fmt::Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cell").finish_non_exhaustive()
    }
}

impl Execution {
    /// Records an access, and looks for an earlier one that nothing orders before it.
    fn touch(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        location: &'static Location<'static>,
    ) {
        let step = self.step(thread, operation, object, location);
        let step = self.record(step);
        let writes = operation != Operation::CellRead;
        let me = &self.threads[thread];
        let State::Cell(cell) = &mut self.objects[object as usize].state else { unreachable!() };
        let conflicting = |access: &&Access| access.thread != thread;
        let earlier = cell.write.iter().chain(cell.reads.iter().flatten().filter(|_| writes));
        // The latest of the unordered accesses makes the shorter story.
        let race = |strong: bool| {
            earlier
                .clone()
                .filter(conflicting)
                .filter(|a| {
                    let clock = if strong { &me.strong } else { &me.knowledge.clock };
                    clock.of(a.thread) < a.time
                })
                .max_by_key(|a| a.step)
                .map(|a| a.step)
        };
        let found = match race(true) {
            Some(first) => Some((first, false)),
            None if self.weak_races => race(false).map(|first| (first, true)),
            None => None,
        };
        let access = Access { thread, time: me.knowledge.clock.of(thread), step };
        if writes {
            cell.write = Some(access);
        } else {
            cell.reads[thread] = Some(access);
        }
        self.threads[thread].reads.acted();
        if let Some((first, weak)) = found {
            self.fail(RawFailure::Race { object: object as usize, first, second: step, weak });
        }
    }
}
