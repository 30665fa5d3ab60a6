//! Memory fences.

use std::panic::Location;
use std::sync::atomic::Ordering;

use crate::machine::entry::perform;
use crate::machine::request::{NO_OBJECT, Request};
use crate::trace::Operation;

/// A memory fence, as [`std::sync::atomic::fence`].
///
/// # Panics
///
/// Panics if `order` is `Relaxed`, as std's does, and outside a model.
#[track_caller]
pub fn fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    let location = Location::caller();
    let request = Request::new(Operation::Fence, NO_OBJECT, location).reads_only();
    perform(|_, _| request, |execution, thread| execution.fence(thread, order, location));
}
