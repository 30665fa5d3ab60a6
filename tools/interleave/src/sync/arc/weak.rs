//! The handle that does not keep the value alive.

use std::fmt;
use std::panic::Location;

use super::Arc;
use super::handle::{Handle, WeakHandle};

/// Std's [`Weak`](std::sync::Weak), modelled.
pub struct Weak<T: ?Sized> {
    /// `None` if there never was a value.
    pub(super) handle: Option<WeakHandle>,
    pub(super) value: std::sync::Weak<T>,
}

impl<T> Weak<T> {
    /// A handle on nothing.
    pub const fn new() -> Self {
        Weak { handle: None, value: std::sync::Weak::new() }
    }
}

impl<T: ?Sized> Weak<T> {
    pub(super) fn of(handle: WeakHandle, value: std::sync::Weak<T>) -> Self {
        Weak { handle: Some(handle), value }
    }

    /// A handle that is not in the count.
    pub(super) fn uncounted(
        handle: &Handle,
        value: std::sync::Weak<T>,
        made_at: &'static Location<'static>,
    ) -> Self {
        let shared = std::sync::Arc::clone(handle.shared());
        Weak::of(WeakHandle::uncounted(shared, made_at), value)
    }

    /// A strong handle, if the value is still there.
    #[track_caller]
    pub fn upgrade(&self) -> Option<Arc<T>> {
        let handle = self.handle.as_ref()?.upgrade(Location::caller())?;
        let value = self.value.upgrade().expect("the count says that it is there");
        Some(Arc::of(handle, value))
    }

    /// How many strong handles there are.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        let location = Location::caller();
        self.handle.as_ref().map_or(0, |handle| handle.shared().strong_count(location))
    }

    /// How many weak handles there are; none once the value is gone.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        let location = Location::caller();
        let Some(handle) = &self.handle else { return 0 };
        let weak = handle.shared().weak_count(location);
        if handle.shared().strong_count(location) == 0 { 0 } else { weak }
    }

    /// Whether both are handles on the same value, or on none.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        self.value.ptr_eq(&other.value)
    }
}

impl<T: ?Sized> Clone for Weak<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let location = Location::caller();
        let handle = self.handle.as_ref().map(|handle| handle.one_more(location));
        Weak { handle, value: self.value.clone() }
    }
}

impl<T> Default for Weak<T> {
    fn default() -> Self {
        Weak::new()
    }
}

impl<T: ?Sized> fmt::Debug for Weak<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(Weak)")
    }
}
