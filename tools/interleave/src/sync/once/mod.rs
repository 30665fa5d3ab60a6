//! `std::sync::Once` and what is built on it, modelled: something happens once, and threads that need it wait for it.

mod lazy_lock;
mod once_lock;
mod raw;
mod slot;

use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

pub use lazy_lock::LazyLock;
pub use once_lock::OnceLock;

use crate::machine::object::Shape;
use crate::machine::request::Wait;
use crate::machine::states;
use crate::trace::Operation;
use raw::{Entered, RawOnce};

const POISONED: &str = "Once instance has previously been poisoned";

/// Std's [`Once`](std::sync::Once), modelled.
pub struct Once {
    raw: RawOnce,
}

impl UnwindSafe for Once {}
impl RefUnwindSafe for Once {}

/// What the closure of [`Once::call_once_force`] is told.
pub struct OnceState {
    poisoned: bool,
}

impl OnceState {
    /// Whether an earlier closure panicked.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}

impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState").field("poisoned", &self.poisoned).finish()
    }
}

impl Once {
    /// A `Once` that has yet to happen; works in a `static`.
    #[expect(clippy::new_without_default, reason = "std's has no default either")]
    pub const fn new() -> Self {
        Once { raw: RawOnce::new("Once") }
    }

    /// Runs `f`, unless a closure has completed before; waits while another thread runs one.
    ///
    /// # Panics
    ///
    /// Panics if an earlier closure panicked, and outside a model.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        let location = Location::caller();
        match self.enter(true, location) {
            Entered::Runs(running) => {
                f();
                running.complete(|| None);
            }
            Entered::Complete => {}
            Entered::Poisoned => panic!("{POISONED}"),
        }
    }

    /// The same, even if an earlier closure panicked.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        let location = Location::caller();
        if let Entered::Runs(running) = self.enter(false, location) {
            f(&OnceState { poisoned: running.after_a_panic });
            running.complete(|| None);
        }
    }

    /// Whether a closure has completed.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        let location = Location::caller();
        self.raw.look(Operation::IsCompleted, location, plain, || None)
    }

    /// Waits until a closure has completed.
    ///
    /// # Panics
    ///
    /// Panics if the closure panicked, and outside a model.
    #[track_caller]
    pub fn wait(&self) {
        let complete = self.raw.wait(Wait::Over, Location::caller(), plain);
        assert!(complete, "{POISONED}");
    }

    /// Waits until a closure has completed, even if that takes another try after a panic.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn wait_force(&self) {
        self.raw.wait(Wait::Complete, Location::caller(), plain);
    }

    fn enter(&self, minds_panics: bool, location: &'static Location<'static>) -> Entered<'_> {
        self.raw.enter(minds_panics, location, plain, || None)
    }
}

/// A `Once` has no value, and starts every execution afresh.
fn plain() -> (Shape, states::Once) {
    (Shape::Hidden, states::Once::default())
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}
