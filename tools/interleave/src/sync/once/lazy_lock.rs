//! `std::sync::LazyLock`, modelled: a value that is made by whoever needs it first.

use std::cell::UnsafeCell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

use super::raw::{Entered, Fresh, Raw};
use crate::checker::SearchError;
use crate::machine::entry::{at_once, current, with};
use crate::machine::execution::RawFailure;
use crate::machine::peek;
use crate::machine::states;
use crate::trace::Operation;

const POISONED: &str = "LazyLock instance has previously been poisoned";

/// Std's [`LazyLock`](std::sync::LazyLock), modelled.
///
/// One that is older than the execution, such as a `static`, makes its value anew in every execution; what it held
/// before is leaked.
pub struct LazyLock<T, F = fn() -> T> {
    raw: Raw,
    make: UnsafeCell<Option<F>>,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is made by one thread and shared by all; the closure is only ever run by one.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}

impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// A value that `f` will make; works in a `static`.
    pub const fn new(f: F) -> Self {
        LazyLock {
            raw: Raw::new("LazyLock"),
            make: UnsafeCell::new(Some(f)),
            value: UnsafeCell::new(None),
        }
    }

    /// The value, which is made now if need be. Waits while somebody else makes it.
    ///
    /// # Panics
    ///
    /// Panics if the closure does, or has done so before, and outside a model.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        let location = Location::caller();
        match this.raw.enter(true, location, || this.fresh(), || this.shown()) {
            Entered::Runs(running) => {
                let value = this.maker()();
                running.complete(|| {
                    // SAFETY: it is empty, so nobody has a reference, and no other thread runs just now.
                    unsafe { *this.value.get() = Some(value) };
                    this.shown()
                });
            }
            Entered::Complete => {}
            Entered::Poisoned => panic!("{POISONED}"),
        }
        this.value()
    }

    /// The value, which is made now if need be: a mutable borrow means that nobody else is looking.
    ///
    /// # Panics
    ///
    /// As [`force`](Self::force).
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        LazyLock::force(this);
        this.value.get_mut().as_mut().expect("it has been made")
    }

    /// The closure, to be run once in this execution. What needs no destructor stays there for the next execution.
    fn maker(&self) -> F {
        let make = self.make.get();
        let made = if std::mem::needs_drop::<F>() {
            // SAFETY: only the thread that runs the initialisation comes here.
            unsafe { (*make).take() }
        } else {
            // SAFETY: as above; a copy is as good as the original, which is not used again in this execution.
            unsafe { std::ptr::read(make) }
        };
        made.unwrap_or_else(|| {
            at_once(|execution, _| {
                let kind = "LazyLock";
                execution.fail(RawFailure::Search(SearchError::MadeOutside { kind }));
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
        let made = this.raw.look(Operation::OnceGet, location, || this.fresh(), || this.shown());
        made.then(|| this.value())
    }

    /// The value, if it has been made: a mutable borrow means that nobody else is looking.
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        this.value.get_mut().as_mut()
    }

    fn value(&self) -> &T {
        // SAFETY: it has been made, and stays for as long as it can be borrowed.
        unsafe { (*self.value.get()).as_ref() }.expect("it has been made")
    }

    fn shown(&self) -> Option<u64> {
        // SAFETY: nobody is making it just now.
        let value = unsafe { (*self.value.get()).as_ref() }?;
        // SAFETY: as above.
        unsafe { peek::peek(value) }
    }

    /// Called at the first use in an execution: what an earlier one left is forgotten.
    fn fresh(&self) -> Fresh {
        // SAFETY: nobody has used it in this execution, and those of earlier ones have ended.
        std::mem::forget(unsafe { (*self.value.get()).take() });
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
    /// Takes no step.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_use = current().is_null() || with(|execution, _| !self.raw.is_new(execution));
        // SAFETY: it is made in one piece, and no other thread runs just now.
        let value = unsafe { (*self.value.get()).as_ref() }.filter(|_| in_use);
        let mut tuple = f.debug_tuple("LazyLock");
        match value {
            Some(value) => tuple.field(value),
            None => tuple.field(&format_args!("<uninit>")),
        };
        tuple.finish()
    }
}
