//! `std::sync::LazyLock`, modelled: a value that is made by the first thread that needs it.

use std::cell::UnsafeCell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::ptr;

use super::raw::{Entered, Fresh, RawOnce};
use super::slot::Slot;
use crate::machine::entry::at_once;
use crate::machine::execution::{FailureRecord, GaveUp};
use crate::machine::peek;
use crate::machine::states;
use crate::plain::is_function;
use crate::trace::Operation;

const POISONED: &str = "LazyLock instance has previously been poisoned";

/// Std's [`LazyLock`](std::sync::LazyLock), modelled.
///
/// If it is older than the execution, such as a `static`, it makes its value anew in every execution; the value that
/// it held before is leaked.
pub struct LazyLock<T, F = fn() -> T> {
    raw: RawOnce,
    make: UnsafeCell<Option<F>>,
    slot: Slot<T>,
}

// SAFETY: *filled once*: the value is made by one thread and shared by all; only one thread runs the closure.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}

impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// A value that `f` will make; works in a `static`.
    pub const fn new(f: F) -> Self {
        LazyLock {
            raw: RawOnce::new("LazyLock"),
            make: UnsafeCell::new(Some(f)),
            slot: Slot::new(None),
        }
    }

    /// The value, which is made now if necessary. Waits while another thread makes it.
    ///
    /// # Panics
    ///
    /// Panics if the closure does, or has done so before, and outside a model.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        let location = Location::caller();
        match this.raw.enter(true, location, || this.fresh(), || this.slot.shown()) {
            Entered::Runs(running) => {
                let value = this.maker()();
                running.complete(|| {
                    this.slot.fill(value);
                    this.slot.shown()
                });
            }
            Entered::Complete => {}
            Entered::Poisoned => panic!("{POISONED}"),
        }
        this.value()
    }

    /// The value, which is made now if necessary: a mutable borrow means that no other thread has access.
    ///
    /// # Panics
    ///
    /// As [`force`](Self::force).
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        LazyLock::force(this);
        this.slot.get_mut().as_mut().expect("it has been made")
    }

    /// The closure, to be run once in this execution. A plain function stays there for the next execution; any other
    /// closure is used up.
    fn maker(&self) -> F {
        let make = self.make.get();
        let made = if is_function::<F, T>() {
            // SAFETY: *plain*: a pointer to a function may be copied. *One at a time*: no other thread writes to it.
            unsafe { ptr::read(make) }
        } else {
            // SAFETY: *filled once*: only the thread that runs the initialisation gets here.
            unsafe { (*make).take() }
        };
        made.unwrap_or_else(|| {
            at_once(|execution, _| {
                let kind = "LazyLock";
                execution.fail(FailureRecord::GaveUp(GaveUp::MadeOutside { kind }));
            });
            unreachable!("a run that has failed does not go on")
        })
    }
}

impl<T, F> LazyLock<T, F> {
    /// The value, if it has been made.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        let location = Location::caller();
        let made =
            this.raw.look(Operation::OnceGet, location, || this.fresh(), || this.slot.shown());
        made.then(|| this.value())
    }

    /// The value, if it has been made: a mutable borrow means that no other thread has access.
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        this.slot.get_mut().as_mut()
    }

    fn value(&self) -> &T {
        self.slot.get().expect("it has been made")
    }

    /// Called at the first use in an execution: what an earlier execution left is forgotten.
    fn fresh(&self) -> Fresh {
        self.slot.renew();
        (peek::shape::<T>(), states::Once::default())
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyLock::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    fn default() -> Self {
        LazyLock::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    /// Takes no step. From outside, it does not look at what a model has made of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.debug("LazyLock", self.slot.get_if(self.raw.is_in_use()), f)
    }
}
