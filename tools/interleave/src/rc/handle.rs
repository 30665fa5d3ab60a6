//! What is watched of a shared pointer: its counts, and where each handle was made.

use std::panic::Location;
use std::rc::Rc;

use crate::cell::UnsafeCell;
use crate::machine::entry;
use crate::trace::{Operation, type_names};

/// One share of the counts. Std's own pointers keep them, because all model threads run on one thread of the system.
pub(super) struct Handle {
    /// Stands for both counts, and is there as long as any handle is.
    counts: Rc<UnsafeCell<()>>,
    /// Where its drop is shown, because a drop has no line of its own.
    made_at: &'static Location<'static>,
}

impl Handle {
    /// The first handle on a value.
    pub(super) fn new(made_at: &'static Location<'static>) -> Self {
        Handle { counts: Rc::new(UnsafeCell::new(())), made_at }
    }

    /// One more handle on the same value. The caller records it.
    pub(super) fn one_more(&self, made_at: &'static Location<'static>) -> Self {
        Handle { counts: Rc::clone(&self.counts), made_at }
    }

    /// Records an access to the counts.
    pub(super) fn record(&self, operation: Operation, location: &'static Location<'static>) {
        self.counts.access(operation, type_names::RC, location);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // A handle may outlive the model; then there is no thread left to race with.
        if !entry::current().is_null() {
            self.record(Operation::Drop, self.made_at);
        }
    }
}
