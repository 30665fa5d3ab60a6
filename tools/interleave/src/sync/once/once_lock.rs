//! `std::sync::OnceLock`, modelled: a place that is filled once.

use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

use super::raw::{Entered, Fresh, RawOnce};
use super::slot::Slot;
use crate::machine::peek;
use crate::machine::request::Wait;
use crate::machine::states::{self, Stage};
use crate::trace::Operation;

/// Std's [`OnceLock`](std::sync::OnceLock), modelled.
///
/// If it is older than the execution, such as a `static`, it is empty again in every execution; the value that it
/// held before is leaked.
pub struct OnceLock<T> {
    raw: RawOnce,
    /// Full from the start, and therefore at the start of every execution.
    full: bool,
    slot: Slot<T>,
}

// SAFETY: *filled once*: the thread that fills it may not be the one that reads or drops the value.
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
// SAFETY: *filled once*: the value moves with it.
unsafe impl<T: Send> Send for OnceLock<T> {}

impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {}

impl<T> OnceLock<T> {
    /// An empty place; works in a `static`.
    pub const fn new() -> Self {
        OnceLock { raw: RawOnce::new("OnceLock"), full: false, slot: Slot::new(None) }
    }

    fn filled(value: T) -> Self {
        OnceLock { full: true, slot: Slot::new(Some(value)), ..OnceLock::new() }
    }

    /// The value, if the place has been filled.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        let location = Location::caller();
        let full =
            self.raw.look(Operation::OnceGet, location, || self.fresh(), || self.slot.shown());
        full.then(|| self.value())
    }

    /// The value, if the place has been filled: a mutable borrow means that no other thread has access.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.slot.get_mut().as_mut()
    }

    /// Waits until the place has been filled.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn wait(&self) -> &T {
        self.raw.wait(Wait::Complete, Location::caller(), || self.fresh());
        self.value()
    }

    /// Fills the place; waits while another thread does.
    ///
    /// # Errors
    ///
    /// The value, if the place had been filled before.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        let fill = || {
            if let Some(value) = value.take() {
                self.slot.fill(value);
            }
            self.slot.shown()
        };
        self.raw.set(Location::caller(), || self.fresh(), fill);
        value.map_or(Ok(()), Err)
    }

    /// The value; if the place is empty, `f` makes it first. Waits while another thread fills the place.
    ///
    /// # Panics
    ///
    /// Panics if `f` does: then the place stays empty. Panics outside a model.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        let location = Location::caller();
        if let Entered::Runs(running) =
            self.raw.enter(false, location, || self.fresh(), || self.slot.shown())
        {
            let value = f();
            running.complete(|| {
                self.slot.fill(value);
                self.slot.shown()
            });
        }
        self.value()
    }

    /// Consumes the place and returns the value, if it has been filled.
    pub fn into_inner(mut self) -> Option<T> {
        self.slot.get_mut().take()
    }

    /// Empties the place.
    pub fn take(&mut self) -> Option<T> {
        self.raw.forget();
        self.full = false;
        self.slot.get_mut().take()
    }

    fn value(&self) -> &T {
        self.slot.get().expect("it has been filled")
    }

    /// Called at the first use in an execution: what an earlier execution left is forgotten.
    fn fresh(&self) -> Fresh {
        if !self.full {
            self.slot.renew();
        }
        let stage = if self.full { Stage::Complete } else { Stage::Empty };
        let once = states::Once { stage, initial: self.slot.shown(), ..Default::default() };
        (peek::shape::<T>(), once)
    }
}

impl<T> Default for OnceLock<T> {
    fn default() -> Self {
        OnceLock::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    fn from(value: T) -> Self {
        OnceLock::filled(value)
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        self.get().map_or_else(OnceLock::new, |value| OnceLock::filled(value.clone()))
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    /// Takes no step. From outside, it does not look at what a model has made of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // If it was full from the start, it only changes by exclusive access.
        let value = self.slot.get_if(self.full || self.raw.is_in_use());
        self.raw.debug("OnceLock", value, f)
    }
}
