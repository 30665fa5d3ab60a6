//! A value that its first user makes.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;

use super::UnsafeCell;
use crate::trace::Operation;

/// The name of this type in a trace.
const KIND: &str = "LazyCell";

/// Std's [`LazyCell`](std::cell::LazyCell), modelled. Like std's it is not `Sync`: threads share a
/// [`LazyLock`](crate::sync::LazyLock).
pub struct LazyCell<T, F = fn() -> T> {
    inner: UnsafeCell<std::cell::LazyCell<T, F>>,
}

impl<T, F: FnOnce() -> T> LazyCell<T, F> {
    /// A value that `f` will make; works in a `static` of a type that claims to be `Sync`.
    pub const fn new(f: F) -> Self {
        LazyCell { inner: UnsafeCell::new(std::cell::LazyCell::new(f)) }
    }

    /// The value, which is made now if necessary.
    ///
    /// # Panics
    ///
    /// Panics if the closure does, or has done so before, and outside a model.
    #[track_caller]
    pub fn force(this: &LazyCell<T, F>) -> &T {
        this.inner.object(KIND, Location::caller());
        let lazy = this.std();
        let made = std::cell::LazyCell::get(lazy).is_some();
        let operation = if made { Operation::CellRead } else { Operation::CellWrite };
        this.inner.during(operation, KIND, |_| std::cell::LazyCell::force(lazy))
    }

    /// The value, which is made now if necessary: a mutable borrow means that no other thread has access.
    ///
    /// # Panics
    ///
    /// As [`force`](Self::force).
    pub fn force_mut(this: &mut LazyCell<T, F>) -> &mut T {
        std::cell::LazyCell::force_mut(this.inner.get_mut())
    }
}

impl<T, F> LazyCell<T, F> {
    /// The value, if it has been made.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(this: &LazyCell<T, F>) -> Option<&T> {
        this.inner.access(Operation::CellRead, KIND, Location::caller());
        std::cell::LazyCell::get(this.std())
    }

    /// The value, if it has been made: a mutable borrow means that no other thread has access.
    pub fn get_mut(this: &mut LazyCell<T, F>) -> Option<&mut T> {
        std::cell::LazyCell::get_mut(this.inner.get_mut())
    }

    fn std(&self) -> &std::cell::LazyCell<T, F> {
        // SAFETY: *one at a time*: no other thread runs just now; std's cell is borrowed mutably only
        // where this one is not shared.
        unsafe { &*self.inner.lend() }
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyCell<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyCell::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyCell<T, F> {
    fn deref_mut(&mut self) -> &mut T {
        LazyCell::force_mut(self)
    }
}

impl<T: Default> Default for LazyCell<T> {
    fn default() -> Self {
        LazyCell::new(T::default)
    }
}

impl<T, F> fmt::Debug for LazyCell<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LazyCell").finish_non_exhaustive()
    }
}
