//! A cell whose value is moved in and out.

use std::fmt;
use std::panic::Location;

use super::UnsafeCell;
use crate::trace::Operation;

/// Std's [`Cell`](std::cell::Cell), modelled. Like std's it is not `Sync`; a program that claims otherwise with
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
        // SAFETY: *no references*: there are none to the value of a `Cell`, and no other thread runs just now.
        unsafe { std::mem::replace(&mut *self.inner.place(), value) }
    }

    /// Exchanges the values of two cells.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn swap(&self, other: &Self) {
        if std::ptr::eq(self, other) {
            return;
        }
        let location = Location::caller();
        self.inner.access(Operation::CellWrite, "Cell", location);
        other.inner.access(Operation::CellWrite, "Cell", location);
        // SAFETY: *no references*, as above.
        unsafe { std::ptr::swap(self.inner.place(), other.inner.place()) };
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
        // SAFETY: *no references*, as above.
        unsafe { *self.inner.place() }
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
    /// A pointer to the value. The explorer can't see what is done through it, so asking for it counts as a write.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn as_ptr(&self) -> *mut T {
        self.inner.access(Operation::CellWrite, "Cell", Location::caller());
        self.inner.lend()
    }

    /// The value: a mutable borrow means that no other thread has access.
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

impl<T: Copy> Clone for Cell<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        Cell::new(self.get())
    }
}

impl<T: Copy + PartialEq> PartialEq for Cell<T> {
    #[track_caller]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Copy + Eq> Eq for Cell<T> {}

impl<T: Copy + PartialOrd> PartialOrd for Cell<T> {
    #[track_caller]
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.get().partial_cmp(&other.get())
    }
}

impl<T: Copy + Ord> Ord for Cell<T> {
    #[track_caller]
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.get().cmp(&other.get())
    }
}

impl<T: ?Sized> fmt::Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cell").finish_non_exhaustive()
    }
}
