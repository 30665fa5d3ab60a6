//! The handle that does not keep the value alive.

use std::fmt;
use std::panic::Location;

use super::{Handle, Rc};
use crate::trace::Operation;

/// Std's [`Weak`](std::rc::Weak), modelled.
pub struct Weak<T: ?Sized> {
    /// `None` if there never was a value.
    handle: Option<Handle>,
    value: std::rc::Weak<T>,
}

impl<T> Weak<T> {
    /// A handle on nothing.
    pub const fn new() -> Self {
        Weak { handle: None, value: std::rc::Weak::new() }
    }
}

impl<T: ?Sized> Weak<T> {
    pub(super) fn of(handle: Handle, value: std::rc::Weak<T>) -> Self {
        Weak { handle: Some(handle), value }
    }

    /// A strong handle, if the value is still there.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn upgrade(&self) -> Option<Rc<T>> {
        let (location, value) = (Location::caller(), self.value.upgrade());
        let handle = self.handle.as_ref()?;
        let operation = if value.is_some() { Operation::CellWrite } else { Operation::CellRead };
        handle.record(operation, location);
        value.map(|value| Rc { handle: handle.one_more(location), value })
    }

    /// How many strong handles there are.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        self.record(Operation::CellRead, Location::caller());
        self.value.strong_count()
    }

    /// How many weak handles there are; none once the value is gone.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        self.record(Operation::CellRead, Location::caller());
        self.value.weak_count()
    }

    /// Whether both are handles on the same value, or on none.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        self.value.ptr_eq(&other.value)
    }

    /// A pointer to the value, which may be gone.
    pub fn as_ptr(&self) -> *const T {
        self.value.as_ptr()
    }

    fn record(&self, operation: Operation, location: &'static Location<'static>) {
        if let Some(handle) = &self.handle {
            handle.record(operation, location);
        }
    }
}

impl<T: ?Sized> Clone for Weak<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let location = Location::caller();
        self.record(Operation::Clone, location);
        let handle = self.handle.as_ref().map(|handle| handle.one_more(location));
        Weak { handle, value: self.value.clone() }
    }
}

impl<T> Default for Weak<T> {
    fn default() -> Self {
        Weak::new()
    }
}

impl<T: ?Sized> fmt::Debug for Weak<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(Weak)")
    }
}
