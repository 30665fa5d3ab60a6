//! Handles as plain pointers, and back.

use std::any::Any;
use std::panic::Location;
use std::sync::Arc as Std;

use super::handle::{Handle, WeakHandle, known_at, note_pointer};
use super::shared::Shared;
use super::{Arc, Weak};

fn address<T: ?Sized>(pointer: *const T) -> usize {
    pointer.cast::<()>().addr()
}

#[track_caller]
fn counts_at<T: ?Sized>(pointer: *const T, owns: bool) -> Std<Shared> {
    known_at(address(pointer), owns)
        .expect("the pointer comes from `into_raw` or `as_ptr` of an `interleave::sync::Arc`")
}

impl<T: ?Sized> Arc<T> {
    /// A pointer to the value.
    pub fn as_ptr(this: &Self) -> *const T {
        let pointer = Std::as_ptr(&this.value);
        note_pointer(address(pointer), this.handle.shared(), false);
        pointer
    }

    /// A pointer to the value, which keeps it alive as the handle did.
    pub fn into_raw(this: Self) -> *const T {
        let Arc { handle, value, ending: _ } = this;
        let pointer = Std::into_raw(value);
        note_pointer(address(pointer), handle.shared(), true);
        handle.forget();
        pointer
    }

    /// The handle that was turned into the pointer.
    ///
    /// # Safety
    ///
    /// As for std's: the pointer comes from [`Arc::into_raw`], and each is turned back into a handle once.
    ///
    /// # Panics
    ///
    /// Panics if the pointer does not point to the value of such a handle.
    #[track_caller]
    pub unsafe fn from_raw(pointer: *const T) -> Self {
        let shared = counts_at(pointer, true);
        // SAFETY: *std's handles*: the caller's promise; `into_raw` left std's handle there.
        let value = unsafe { Std::from_raw(pointer) };
        Arc::of(Handle::counted(shared, Location::caller()), value)
    }

    /// Makes one more handle, of which only the pointer is left.
    ///
    /// # Safety
    ///
    /// As for std's: the pointer comes from [`Arc::into_raw`], and a handle is alive.
    ///
    /// # Panics
    ///
    /// Panics if the pointer does not point to the value of such a handle.
    #[track_caller]
    pub unsafe fn increment_strong_count(pointer: *const T) {
        let shared = counts_at(pointer, false);
        shared.clone_strong(Location::caller());
        // SAFETY: *std's handles*: the caller's promise.
        unsafe { Std::increment_strong_count(pointer) };
        note_pointer(address(pointer), &shared, true);
    }

    /// Drops a handle of which only the pointer is left.
    ///
    /// # Safety
    ///
    /// As for std's: the pointer comes from [`Arc::into_raw`], and such a handle is left.
    ///
    /// # Panics
    ///
    /// Panics if the pointer does not point to the value of such a handle.
    #[track_caller]
    pub unsafe fn decrement_strong_count(pointer: *const T) {
        // SAFETY: *std's handles*: the caller's promise.
        drop(unsafe { Arc::from_raw(pointer) });
    }
}

impl<T: ?Sized> Weak<T> {
    /// A pointer to the value, which may be gone.
    pub fn as_ptr(&self) -> *const T {
        let pointer = self.value.as_ptr();
        if let Some(handle) = &self.handle {
            note_pointer(address(pointer), handle.shared(), false);
        }
        pointer
    }

    /// Turns the handle into such a pointer.
    pub fn into_raw(self) -> *const T {
        let Weak { handle, value } = self;
        let pointer = value.into_raw();
        if let Some(handle) = handle {
            note_pointer(address(pointer), handle.shared(), true);
            handle.forget();
        }
        pointer
    }

    /// The handle that was turned into the pointer.
    ///
    /// # Safety
    ///
    /// As for std's: the pointer comes from [`Weak::into_raw`], and each is turned back into a handle once.
    #[track_caller]
    pub unsafe fn from_raw(pointer: *const T) -> Self {
        let shared = known_at(address(pointer), true);
        // SAFETY: *std's handles*: the caller's promise; `into_raw` left std's handle there.
        let value = unsafe { std::sync::Weak::from_raw(pointer) };
        let handle = shared.map(|shared| WeakHandle::counted(shared, Location::caller()));
        Weak { handle, value }
    }
}

impl Arc<dyn Any + Send + Sync> {
    /// The handle, with the type that its value really has.
    ///
    /// # Errors
    ///
    /// The handle as it was, if its value has another type.
    pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self> {
        let Arc { handle, value, ending } = self;
        match value.downcast() {
            Ok(value) => Ok(Arc { handle, value, ending }),
            Err(value) => Err(Arc { handle, value, ending }),
        }
    }
}
