//! `std::rc`, modelled: a shared pointer whose counts are plain numbers, and are watched like any other value.
//!
//! The compiler keeps an `Rc` on its thread. A program that overrules it with `unsafe impl Send` has a data race on
//! the counts: cloning and dropping write to them, and nothing orders what two threads do there.

mod handle;
mod shape;
mod weak;

use std::panic::Location;

use crate::trace::Operation;
use handle::Handle;

pub use weak::Weak;

/// Std's [`Rc`](std::rc::Rc), modelled. The value itself is not watched: put it in a [`Cell`](crate::cell::Cell).
///
/// The compiler converts only std's `Rc` to an `Rc<dyn Trait>`; here, `Rc::from` makes one from a box.
pub struct Rc<T: ?Sized> {
    // Dropped before the value, because the count is written before.
    handle: Handle,
    value: std::rc::Rc<T>,
}

impl<T> Rc<T> {
    /// The first handle on a value.
    #[track_caller]
    pub fn new(value: T) -> Self {
        Rc::first(std::rc::Rc::new(value))
    }

    /// The first handle on a value that can refer to itself: `make` is given a weak handle on it.
    #[track_caller]
    pub fn new_cyclic(make: impl FnOnce(&Weak<T>) -> T) -> Self {
        let handle = Handle::new(Location::caller());
        let value = std::rc::Rc::new_cyclic(|weak| {
            let weak = Weak::of(handle.one_more(Location::caller()), weak.clone());
            make(&weak)
        });
        Rc { handle, value }
    }

    /// The value, if this is the only strong handle on it.
    ///
    /// # Errors
    ///
    /// The handle, if there are others.
    ///
    /// # Panics
    ///
    /// Panics outside a model if there are others.
    #[track_caller]
    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        let Rc { handle, value } = this;
        std::rc::Rc::try_unwrap(value).map_err(|value| {
            handle.record(Operation::CellRead, Location::caller());
            Rc { handle, value }
        })
    }

    /// The value, if this is the only strong handle on it; drops the handle otherwise.
    pub fn into_inner(this: Self) -> Option<T> {
        drop(this.handle);
        std::rc::Rc::into_inner(this.value)
    }

    /// The value, if this is the only strong handle on it; otherwise a clone of it.
    ///
    /// # Panics
    ///
    /// Panics outside a model if there are others.
    #[track_caller]
    pub fn unwrap_or_clone(this: Self) -> T
    where
        T: Clone,
    {
        Rc::try_unwrap(this).unwrap_or_else(|shared| T::clone(&shared))
    }
}

impl<T: ?Sized> Rc<T> {
    #[track_caller]
    fn first(value: std::rc::Rc<T>) -> Self {
        Rc { handle: Handle::new(Location::caller()), value }
    }

    /// How many strong handles there are.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn strong_count(this: &Self) -> usize {
        this.handle.record(Operation::CellRead, Location::caller());
        std::rc::Rc::strong_count(&this.value)
    }

    /// How many weak handles there are.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn weak_count(this: &Self) -> usize {
        this.handle.record(Operation::CellRead, Location::caller());
        std::rc::Rc::weak_count(&this.value)
    }

    /// A weak handle, which does not keep the value alive.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn downgrade(this: &Self) -> Weak<T> {
        let location = Location::caller();
        this.handle.record(Operation::CellWrite, location);
        Weak::of(this.handle.one_more(location), std::rc::Rc::downgrade(&this.value))
    }

    /// The value, if this is the only handle on it, strong or weak.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        this.handle.record(Operation::CellRead, Location::caller());
        std::rc::Rc::get_mut(&mut this.value)
    }

    /// The value. If other strong handles share it, this one gets a clone; if only weak ones do, they lose it.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn make_mut(this: &mut Self) -> &mut T
    where
        T: Clone,
    {
        let location = Location::caller();
        this.handle.record(Operation::CellRead, location);
        if std::rc::Rc::get_mut(&mut this.value).is_none() {
            std::rc::Rc::make_mut(&mut this.value);
            this.handle = Handle::new(location);
        }
        std::rc::Rc::make_mut(&mut this.value)
    }

    /// Whether both are handles on the same value.
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&this.value, &other.value)
    }

    /// A pointer to the value.
    pub fn as_ptr(this: &Self) -> *const T {
        std::rc::Rc::as_ptr(&this.value)
    }
}

impl<T: ?Sized> Clone for Rc<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let location = Location::caller();
        self.handle.record(Operation::Clone, location);
        Rc { handle: self.handle.one_more(location), value: std::rc::Rc::clone(&self.value) }
    }
}
