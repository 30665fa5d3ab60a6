//! The borrows of a `RefCell`.

use std::cell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;

use crate::cell::touch;
use crate::machine::entry;
use crate::trace::Operation;

/// A borrow of a [`RefCell`](super::RefCell)'s value, for reading.
pub struct Ref<'a, T: ?Sized> {
    pub(super) end: End,
    pub(super) value: cell::Ref<'a, T>,
}

/// A borrow of a [`RefCell`](super::RefCell)'s value, for writing.
pub struct RefMut<'a, T: ?Sized> {
    pub(super) end: End,
    pub(super) value: cell::RefMut<'a, T>,
}

/// Dropped with a borrow, and then records that it ends.
pub(super) struct End {
    /// The cell's number in that execution.
    object: u32,
    execution: u64,
    borrowed_at: &'static Location<'static>,
}

impl<'a, T: ?Sized> Ref<'a, T> {
    /// One more borrow of the same value.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[allow(
        clippy::should_implement_trait,
        reason = "so that `borrow.clone()` clones the value, as with std's"
    )]
    #[track_caller]
    pub fn clone(orig: &Ref<'a, T>) -> Ref<'a, T> {
        Ref { end: orig.end.one_more(Operation::Borrow), value: cell::Ref::clone(&orig.value) }
    }

    /// A borrow of a part of the value.
    pub fn map<U: ?Sized>(orig: Ref<'a, T>, f: impl FnOnce(&T) -> &U) -> Ref<'a, U> {
        Ref { end: orig.end, value: cell::Ref::map(orig.value, f) }
    }

    /// A borrow of a part of the value, if there is one.
    ///
    /// # Errors
    ///
    /// The borrow as it was, if there is none.
    pub fn filter_map<U: ?Sized>(
        orig: Ref<'a, T>,
        f: impl FnOnce(&T) -> Option<&U>,
    ) -> Result<Ref<'a, U>, Self> {
        let end = orig.end;
        match cell::Ref::filter_map(orig.value, f) {
            Ok(value) => Ok(Ref { end, value }),
            Err(value) => Err(Ref { end, value }),
        }
    }

    /// Borrows of two parts of the value.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn map_split<U: ?Sized, V: ?Sized>(
        orig: Ref<'a, T>,
        f: impl FnOnce(&T) -> (&U, &V),
    ) -> (Ref<'a, U>, Ref<'a, V>) {
        let end = orig.end.one_more(Operation::Borrow);
        let (first, second) = cell::Ref::map_split(orig.value, f);
        (Ref { end: orig.end, value: first }, Ref { end, value: second })
    }
}

impl<'a, T: ?Sized> RefMut<'a, T> {
    /// A borrow of a part of the value.
    pub fn map<U: ?Sized>(orig: RefMut<'a, T>, f: impl FnOnce(&mut T) -> &mut U) -> RefMut<'a, U> {
        RefMut { end: orig.end, value: cell::RefMut::map(orig.value, f) }
    }

    /// A borrow of a part of the value, if there is one.
    ///
    /// # Errors
    ///
    /// The borrow as it was, if there is none.
    pub fn filter_map<U: ?Sized>(
        orig: RefMut<'a, T>,
        f: impl FnOnce(&mut T) -> Option<&mut U>,
    ) -> Result<RefMut<'a, U>, Self> {
        let end = orig.end;
        match cell::RefMut::filter_map(orig.value, f) {
            Ok(value) => Ok(RefMut { end, value }),
            Err(value) => Err(RefMut { end, value }),
        }
    }

    /// Borrows of two parts of the value.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn map_split<U: ?Sized, V: ?Sized>(
        orig: RefMut<'a, T>,
        f: impl FnOnce(&mut T) -> (&mut U, &mut V),
    ) -> (RefMut<'a, U>, RefMut<'a, V>) {
        let end = orig.end.one_more(Operation::BorrowMut);
        let (first, second) = cell::RefMut::map_split(orig.value, f);
        (RefMut { end: orig.end, value: first }, RefMut { end, value: second })
    }
}

impl End {
    pub(super) fn of(object: u32, borrowed_at: &'static Location<'static>) -> Self {
        let execution = entry::with(|execution, _| execution.number);
        End { object, execution, borrowed_at }
    }

    /// The end of one more borrow, which begins now.
    #[track_caller]
    fn one_more(&self, operation: Operation) -> Self {
        let location = Location::caller();
        entry::must_be_of(self.execution, "Ref");
        touch::record(self.object, operation, location);
        End { borrowed_at: location, ..*self }
    }
}

impl Drop for End {
    fn drop(&mut self) {
        // A borrow may outlive the model; then there is no thread left to race with.
        let current = entry::current();
        let is_mine = || entry::with(|execution, _| execution.number == self.execution);
        if !current.is_null() && is_mine() {
            touch::record(self.object, Operation::BorrowEnds, self.borrowed_at);
        }
    }
}

impl<T: ?Sized> Deref for Ref<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: ?Sized> Deref for RefMut<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: ?Sized> DerefMut for RefMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RefMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RefMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
