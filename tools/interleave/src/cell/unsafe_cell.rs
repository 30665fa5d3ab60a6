//! A cell that hands out pointers: all other cells are built on it.

use std::fmt;
use std::panic::Location;

use super::touch;
use crate::machine::entry::at_once;
use crate::machine::fresh::Home;
use crate::machine::object::{Shape, State};
use crate::plain;
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
        self.home.into_value(self.data)
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    /// A pointer to the value. The explorer can't see what is done through it, so asking for it counts as a write:
    /// ask anew for each access, as code written for std does. Code that only reads says so with
    /// [`with`](Self::with) or [`get_shared`](Self::get_shared).
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        self.access(Operation::CellWrite, "UnsafeCell", Location::caller());
        self.lend()
    }

    /// A pointer through which the value will only be read. Std has no such method: read-write locks need it.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get_shared(&self) -> *const T {
        self.access(Operation::CellRead, "UnsafeCell", Location::caller());
        self.lend()
    }

    /// Reads the value through a pointer, as loom's `with`. Std has no such method.
    ///
    /// The access lasts as long as the closure runs.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
        self.during(Operation::CellRead, "UnsafeCell", |data| f(data))
    }

    /// Writes the value through a pointer, as loom's `with_mut`. Std has no such method.
    ///
    /// The access lasts as long as the closure runs.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        self.during(Operation::CellWrite, "UnsafeCell", f)
    }

    /// The value: a mutable borrow means that no other thread has access.
    pub fn get_mut(&mut self) -> &mut T {
        // SAFETY: *exclusive*: the cell is borrowed mutably, and the value with it.
        unsafe { &mut *self.place() }
    }

    /// An access that lasts: if steps were taken meanwhile, its end is recorded as well, because another thread may
    /// have learned of its beginning only.
    #[track_caller]
    pub(super) fn during<R>(
        &self,
        operation: Operation,
        kind: &'static str,
        f: impl FnOnce(*mut T) -> R,
    ) -> R {
        let location = Location::caller();
        self.access(operation, kind, location);
        let begun = at_once(|execution, _| execution.steps.len());
        let result = f(self.lend());
        if at_once(|execution, _| execution.steps.len()) != begun {
            self.access(operation, kind, location);
        }
        result
    }

    /// Where the value is in the running execution. Code that hands it out calls [`lend`](Self::lend) instead.
    pub(super) fn place(&self) -> *mut T {
        self.home.place(self.data.get())
    }

    /// A pointer to the value, or something made of one, that the program may keep.
    pub(super) fn lend(&self) -> *mut T {
        self.home.lend();
        self.place()
    }

    /// Records an access at `location`; `kind` is the type that the program knows the cell as.
    pub(crate) fn access(
        &self,
        operation: Operation,
        kind: &'static str,
        location: &'static Location<'static>,
    ) {
        touch::record(self.object(kind, location), operation, location);
    }

    /// The number of the cell in the running execution. At its first use, the value that it began with is put back.
    pub(super) fn object(&self, kind: &'static str, location: &'static Location<'static>) -> u32 {
        at_once(|execution, _| {
            // SAFETY: *a place of its own*: the cell is registered before a pointer to the value is handed out.
            unsafe {
                execution.register_with_data(
                    &self.home,
                    kind,
                    location,
                    (self.data.get(), plain::size_of),
                    Shape::Hidden,
                    || State::Cell(Box::default()),
                )
            }
        })
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
