//! A cell that counts the borrows of its value.
//!
//! The count is a plain number, so borrowing writes to the cell, even for reading. A program that shares a `RefCell`
//! between threads, with `unsafe impl Sync`, has a data race on it.

mod borrow;

use std::fmt;
use std::panic::Location;

use super::{BorrowError, BorrowMutError, UnsafeCell, touch};
use crate::trace::Operation;
use borrow::End;

pub use borrow::{Ref, RefMut};

/// The name of this type in a trace.
const KIND: &str = "RefCell";

/// Std's [`RefCell`](std::cell::RefCell), modelled.
///
/// Each borrow is an access to the cell, and so is its end. What is done to the value in between is not watched.
pub struct RefCell<T: ?Sized> {
    inner: UnsafeCell<std::cell::RefCell<T>>,
}

impl<T> RefCell<T> {
    /// A new cell without a borrow; works in a `static` of a type that claims to be `Sync`.
    pub const fn new(value: T) -> Self {
        RefCell { inner: UnsafeCell::new(std::cell::RefCell::new(value)) }
    }

    /// Consumes the cell and returns the value.
    pub fn into_inner(self) -> T {
        self.inner.into_inner().into_inner()
    }

    /// Sets the value and returns the one before.
    ///
    /// # Panics
    ///
    /// As [`borrow_mut`](Self::borrow_mut).
    #[track_caller]
    pub fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.borrow_mut(), value)
    }

    /// Sets the value to what `f` makes of it, and returns the one before.
    ///
    /// # Panics
    ///
    /// As [`borrow_mut`](Self::borrow_mut).
    #[track_caller]
    pub fn replace_with(&self, f: impl FnOnce(&mut T) -> T) -> T {
        let mut value = self.borrow_mut();
        let replacement = f(&mut value);
        std::mem::replace(&mut *value, replacement)
    }

    /// Exchanges the values of two cells.
    ///
    /// # Panics
    ///
    /// As [`borrow_mut`](Self::borrow_mut), for both.
    #[track_caller]
    pub fn swap(&self, other: &Self) {
        std::mem::swap(&mut *self.borrow_mut(), &mut *other.borrow_mut());
    }
}

impl<T: Default> RefCell<T> {
    /// Takes the value and leaves the default.
    ///
    /// # Panics
    ///
    /// As [`borrow_mut`](Self::borrow_mut).
    #[track_caller]
    pub fn take(&self) -> T {
        self.replace(T::default())
    }
}

impl<T: ?Sized> RefCell<T> {
    /// Borrows the value for reading.
    ///
    /// # Panics
    ///
    /// Panics if it is borrowed for writing, and outside a model.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        match self.try_borrow() {
            Ok(borrowed) => borrowed,
            Err(error) => panic!("{error}"),
        }
    }

    /// Borrows the value for reading, if it is not borrowed for writing.
    ///
    /// # Errors
    ///
    /// Std's error, if it is.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {
        let location = Location::caller();
        let object = self.inner.object(KIND, location);
        let borrowed = self.std().try_borrow();
        let operation = match &borrowed {
            Ok(_) => Operation::Borrow,
            Err(_) => Operation::BorrowFailed,
        };
        touch::record(object, operation, location);
        borrowed.map(|value| Ref { end: End::of(object, location), value })
    }

    /// Borrows the value for writing.
    ///
    /// # Panics
    ///
    /// Panics if it is borrowed, and outside a model.
    #[track_caller]
    pub fn borrow_mut(&self) -> RefMut<'_, T> {
        match self.try_borrow_mut() {
            Ok(borrowed) => borrowed,
            Err(error) => panic!("{error}"),
        }
    }

    /// Borrows the value for writing, if it is not borrowed.
    ///
    /// # Errors
    ///
    /// Std's error, if it is.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {
        let location = Location::caller();
        let object = self.inner.object(KIND, location);
        let borrowed = self.std().try_borrow_mut();
        let operation = match &borrowed {
            Ok(_) => Operation::BorrowMut,
            Err(_) => Operation::BorrowMutFailed,
        };
        touch::record(object, operation, location);
        borrowed.map(|value| RefMut { end: End::of(object, location), value })
    }

    /// A pointer to the value. The explorer can't see what is done through it, so asking for it counts as a write.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn as_ptr(&self) -> *mut T {
        self.inner.access(Operation::CellWrite, KIND, Location::caller());
        self.std().as_ptr()
    }

    /// The value: a mutable borrow means that no other thread has access.
    pub fn get_mut(&mut self) -> &mut T {
        self.inner.get_mut().get_mut()
    }

    fn std(&self) -> &std::cell::RefCell<T> {
        // SAFETY: *one at a time*: no other thread runs just now; std's cell is borrowed mutably only
        // where this one is not shared.
        unsafe { &*self.inner.lend() }
    }
}

impl<T: Clone> Clone for RefCell<T> {
    /// # Panics
    ///
    /// As [`borrow`](Self::borrow).
    #[track_caller]
    fn clone(&self) -> Self {
        RefCell::new(self.borrow().clone())
    }
}

impl<T: Default> Default for RefCell<T> {
    fn default() -> Self {
        RefCell::new(T::default())
    }
}

impl<T> From<T> for RefCell<T> {
    fn from(value: T) -> Self {
        RefCell::new(value)
    }
}

impl<T: ?Sized + PartialEq> PartialEq for RefCell<T> {
    /// # Panics
    ///
    /// As [`borrow`](Self::borrow), for both.
    #[track_caller]
    fn eq(&self, other: &Self) -> bool {
        *self.borrow() == *other.borrow()
    }
}

impl<T: ?Sized + Eq> Eq for RefCell<T> {}

impl<T: ?Sized> fmt::Debug for RefCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefCell").finish_non_exhaustive()
    }
}
