//! Where an operation takes place: which thread, on which object, from which line.

use std::panic::Location;

use crate::machine::request::ObjectId;

/// One operation: which thread, on which object, and from where.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) thread: usize,
    pub(crate) object: ObjectId,
    pub(crate) location: &'static Location<'static>,
}

impl Site {
    pub(crate) fn new(
        thread: usize,
        object: ObjectId,
        location: &'static Location<'static>,
    ) -> Self {
        Site { thread, object, location }
    }
}
