//! `std::rc`, modelled: a shared pointer whose count is a plain number, and is watched like any other.
//!
//! The compiler keeps an `Rc` on its thread. One who overrules it with `unsafe impl Send` meets a data race on
//! the count: cloning and dropping write to it, and nothing orders what two threads do there.

use std::fmt;
use std::ops::Deref;
use std::panic::Location;

use crate::cell::UnsafeCell;
use crate::execution;
use crate::trace::Operation;

/// What a trace says that an `Rc` is.
pub(crate) const KIND: &str = "Rc";

/// Std's [`Rc`](std::rc::Rc), modelled, without its `Weak` and for sized values. The value itself is not watched:
/// put it in a [`Cell`](crate::cell::Cell).
pub struct Rc<T> {
    shared: std::rc::Rc<Shared<T>>,
    /// Where this handle was made. A drop has no line of its own, so it is shown there.
    made_at: &'static Location<'static>,
}

struct Shared<T> {
    /// Stands for the count, which std's `Rc` keeps: all model threads run on one thread of the system.
    count: UnsafeCell<()>,
    value: T,
}

impl<T> Rc<T> {
    /// The first handle on a value.
    #[track_caller]
    pub fn new(value: T) -> Self {
        let shared = std::rc::Rc::new(Shared { count: UnsafeCell::new(()), value });
        Rc { shared, made_at: Location::caller() }
    }

    /// How many handles there are.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn strong_count(this: &Self) -> usize {
        this.shared.count.access(Operation::CellRead, KIND, Location::caller());
        std::rc::Rc::strong_count(&this.shared)
    }

    /// Whether both are handles on the same value.
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&this.shared, &other.shared)
    }
}

impl<T> Clone for Rc<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let made_at = Location::caller();
        self.shared.count.access(Operation::Clone, KIND, made_at);
        Rc { shared: std::rc::Rc::clone(&self.shared), made_at }
    }
}

impl<T> Drop for Rc<T> {
    fn drop(&mut self) {
        // A handle may outlive the model; then there is nobody left to race with.
        if !execution::current().is_null() {
            self.shared.count.access(Operation::Drop, KIND, self.made_at);
        }
    }
}

impl<T> Deref for Rc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.shared.value
    }
}

impl<T: Default> Default for Rc<T> {
    #[track_caller]
    fn default() -> Self {
        Rc::new(T::default())
    }
}

impl<T> From<T> for Rc<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Rc::new(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Rc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared.value.fmt(f)
    }
}
