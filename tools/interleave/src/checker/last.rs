//! Keeps what the last run of a program returned, until it is taken.

use std::cell::RefCell;

pub(super) struct Last<T>(RefCell<Option<T>>);

impl<T> Last<T> {
    pub(super) fn new() -> Self {
        Last(RefCell::new(None))
    }

    pub(super) fn keep(&self, value: T) {
        // No earlier value is here, so none is dropped.
        *self.0.borrow_mut() = Some(value);
    }

    pub(super) fn take(&self) -> Option<T> {
        self.0.take()
    }

    /// Drops the value, or leaks it after a failure.
    pub(super) fn discard(&self, failed: bool) {
        let value = self.take();
        if failed {
            std::mem::forget(value);
        }
    }
}
