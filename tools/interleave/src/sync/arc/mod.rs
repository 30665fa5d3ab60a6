//! `Arc` and `Weak`, modelled: which thread drops the last handle, and what a thread that reads a count sees.

mod handle;
mod pointer;
mod shape;
mod shared;
mod weak;

use std::panic::Location;

use crate::trace::Operation;
use handle::{Ending, Handle};

use shared::MakeMut;
pub use weak::Weak;

/// Std's [`Arc`](std::sync::Arc), modelled. It works outside a model as well.
///
/// Cloning and dropping are steps only once their order turns out to make a difference. Until then no interleaving
/// is explored for them, and none is drawn.
///
/// The compiler converts only std's `Arc` to an `Arc<dyn Trait>`, and accepts no other as `self`. So make such a
/// handle from a box, or from std's with [`Arc::from_std`]:
///
/// ```
/// use interleave::sync::Arc;
///
/// let job: Arc<dyn Fn() -> u32> = Arc::from_std(std::sync::Arc::new(|| 7));
/// assert_eq!(job(), 7);
/// ```
pub struct Arc<T: ?Sized> {
    // Fields are dropped in this order: the count comes down first, then the value is dropped.
    handle: Handle,
    value: std::sync::Arc<T>,
    ending: Ending,
}

impl<T> Arc<T> {
    /// The first handle on a value.
    #[track_caller]
    pub fn new(value: T) -> Self {
        Arc::first(std::sync::Arc::new(value))
    }

    /// The first handle on a value that can refer to itself: `make` is given a weak handle on it.
    #[track_caller]
    pub fn new_cyclic(make: impl FnOnce(&Weak<T>) -> T) -> Self {
        let location = Location::caller();
        let handle = Handle::new(location, 0);
        let value = std::sync::Arc::new_cyclic(|weak| {
            // Std does not count this one.
            make(&Weak::uncounted(&handle, weak.clone(), location))
        });
        Arc::of(handle.complete(), value)
    }

    /// The first handle on a value that will not move again.
    #[track_caller]
    pub fn pin(value: T) -> std::pin::Pin<Self> {
        // SAFETY: *std's handles*: the value lives in an allocation of its own until the last handle is gone, and no
        // handle moves it out except by `try_unwrap` and the like, which a pinned one does not offer.
        unsafe { std::pin::Pin::new_unchecked(Arc::new(value)) }
    }

    /// The value, if this is the only strong handle on it; weak handles lose it.
    ///
    /// # Errors
    ///
    /// The handle, if there are others.
    #[track_caller]
    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        if !this.handle.shared().try_unwrap(Location::caller()) {
            return Err(this);
        }
        let Arc { handle, value, ending: _ } = this;
        handle.forget();
        Ok(std::sync::Arc::into_inner(value).expect("its count says that it is the only one"))
    }

    /// The value, if this is the last strong handle on it; drops the handle otherwise.
    #[track_caller]
    pub fn into_inner(this: Self) -> Option<T> {
        let Arc { handle, value, ending: _ } = this;
        let is_last = handle.shared().drop_for_value(Location::caller());
        handle.forget();
        let inner = std::sync::Arc::into_inner(value);
        debug_assert_eq!(inner.is_some(), is_last);
        inner
    }

    /// The value, if this is the only strong handle on it; otherwise a clone of it.
    #[track_caller]
    pub fn unwrap_or_clone(this: Self) -> T
    where
        T: Clone,
    {
        Arc::try_unwrap(this).unwrap_or_else(|shared| T::clone(&shared))
    }
}

impl<T: ?Sized> Arc<T> {
    /// The first handle, made from std's. Std has no such function; here it is the way to an `Arc<dyn Trait>`, as
    /// with loom.
    ///
    /// # Panics
    ///
    /// Panics if there are other handles of std's on the value, because the counts would differ.
    #[track_caller]
    pub fn from_std(mut value: std::sync::Arc<T>) -> Self {
        let is_only = std::sync::Arc::get_mut(&mut value).is_some();
        assert!(
            is_only,
            "`Arc::from_std` needs the only handle on the value, and there are others"
        );
        Arc::first(value)
    }

    #[track_caller]
    fn first(value: std::sync::Arc<T>) -> Self {
        Arc::of(Handle::new(Location::caller(), 1), value)
    }

    fn of(handle: Handle, value: std::sync::Arc<T>) -> Self {
        let ending = handle.ending();
        Arc { handle, value, ending }
    }

    /// How many strong handles there are.
    #[track_caller]
    pub fn strong_count(this: &Self) -> usize {
        this.handle.shared().strong_count(Location::caller())
    }

    /// How many weak handles there are.
    #[track_caller]
    pub fn weak_count(this: &Self) -> usize {
        this.handle.shared().weak_count(Location::caller())
    }

    /// A weak handle, which does not keep the value alive.
    #[track_caller]
    pub fn downgrade(this: &Self) -> Weak<T> {
        let handle = this.handle.weak(Operation::FetchAdd, Location::caller());
        Weak::of(handle, std::sync::Arc::downgrade(&this.value))
    }

    /// The value, if this is the only handle on it, strong or weak.
    #[track_caller]
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        let is_unique = this.handle.shared().is_unique(Location::caller());
        if is_unique { std::sync::Arc::get_mut(&mut this.value) } else { None }
    }

    /// The value. If other strong handles share it, this one gets a clone; if only weak ones do, they lose it.
    #[track_caller]
    pub fn make_mut(this: &mut Self) -> &mut T
    where
        T: Clone,
    {
        let location = Location::caller();
        match this.handle.shared().make_mut(location) {
            MakeMut::Lends => {}
            MakeMut::Clones => *this = Arc::new(T::clone(this)),
            MakeMut::Moves => {
                // Std's moves the value, because it has weak handles.
                std::sync::Arc::make_mut(&mut this.value);
                let handle = std::mem::replace(&mut this.handle, Handle::new(location, 1));
                this.ending = this.handle.ending();
                handle.forget();
            }
        }
        std::sync::Arc::get_mut(&mut this.value).expect("it is the only one by now")
    }

    /// Whether both are handles on the same value.
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&this.value, &other.value)
    }
}

impl<T: ?Sized> Clone for Arc<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let handle = self.handle.one_more(Location::caller());
        Arc::of(handle, std::sync::Arc::clone(&self.value))
    }
}
