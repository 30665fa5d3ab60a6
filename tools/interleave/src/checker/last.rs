//! What the last run of a program returned, until somebody asks for it.

use std::cell::RefCell;

pub(super) struct Last<T>(RefCell<Option<T>>);

impl<T> Last<T> {
    pub(super) fn new() -> Self {
        Last(RefCell::new(None))
    }

    pub(super) fn keep(&self, value: T) {
        // There is no other one, which would be dropped here.
        *self.0.borrow_mut() = Some(value);
    }

    pub(super) fn take(&self) -> Option<T> {
        self.0.take()
    }

    /// Drops it; after a failure, leaks it.
    pub(super) fn discard(&self, failed: bool) {
        let value = self.take();
        if failed {
            std::mem::forget(value);
        }
    }
}
