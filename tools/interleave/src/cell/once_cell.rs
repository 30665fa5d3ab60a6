//! A cell that is filled once.

use std::fmt;
use std::panic::Location;

use super::{UnsafeCell, touch};
use crate::trace::Operation;

/// The name of this type in a trace.
const KIND: &str = "OnceCell";

/// Std's [`OnceCell`](std::cell::OnceCell), modelled. Like std's it is not `Sync`: threads share a
/// [`OnceLock`](crate::sync::OnceLock).
pub struct OnceCell<T> {
    inner: UnsafeCell<std::cell::OnceCell<T>>,
}

impl<T> OnceCell<T> {
    /// An empty cell; works in a `static` of a type that claims to be `Sync`.
    pub const fn new() -> Self {
        OnceCell { inner: UnsafeCell::new(std::cell::OnceCell::new()) }
    }

    /// The value, if there is one.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.inner.access(Operation::CellRead, KIND, Location::caller());
        self.std().get()
    }

    /// Fills the cell, if it is empty.
    ///
    /// # Errors
    ///
    /// The new value, if the cell is full.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let location = Location::caller();
        let object = self.inner.object(KIND, location);
        let result = self.std().set(value);
        let operation = if result.is_ok() { Operation::CellWrite } else { Operation::CellRead };
        touch::record(object, operation, location);
        result
    }

    /// The value, which `f` makes if there is none.
    ///
    /// # Panics
    ///
    /// Panics if `f` does, or if it fills the cell itself; and outside a model.
    #[track_caller]
    pub fn get_or_init(&self, f: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let value = f();
        assert!(self.set(value).is_ok(), "reentrant init");
        self.std().get().expect("it has just been filled")
    }

    /// Empties the cell: a mutable borrow means that no other thread has access.
    pub fn take(&mut self) -> Option<T> {
        self.inner.get_mut().take()
    }

    /// The value, if there is one: a mutable borrow means that no other thread has access.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.inner.get_mut().get_mut()
    }

    /// Consumes the cell and returns the value, if there is one.
    pub fn into_inner(self) -> Option<T> {
        self.inner.into_inner().into_inner()
    }

    fn std(&self) -> &std::cell::OnceCell<T> {
        // SAFETY: *one at a time*: no other thread runs just now; std's cell is borrowed mutably only
        // where this one is not shared.
        unsafe { &*self.inner.lend() }
    }
}

impl<T> Default for OnceCell<T> {
    fn default() -> Self {
        OnceCell::new()
    }
}

impl<T> From<T> for OnceCell<T> {
    fn from(value: T) -> Self {
        OnceCell { inner: UnsafeCell::new(std::cell::OnceCell::from(value)) }
    }
}

impl<T: Clone> Clone for OnceCell<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        self.get().map_or_else(OnceCell::new, |value| OnceCell::from(value.clone()))
    }
}

impl<T: PartialEq> PartialEq for OnceCell<T> {
    #[track_caller]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceCell<T> {}

impl<T> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceCell").finish_non_exhaustive()
    }
}
