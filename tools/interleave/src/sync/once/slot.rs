//! Where the value of a `OnceLock` or a `LazyLock` is.

use std::cell::UnsafeCell;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use crate::machine::peek;

/// A value that is filled once in an execution, and then borrowed for as long as the slot is: a reference to it may
/// outlive the execution. So each later execution fills *a place of its own*, and the place before is leaked with
/// its value.
pub(super) struct Slot<T> {
    inside: UnsafeCell<Option<T>>,
    /// The place of the running execution, if that is not the one inside.
    outside: AtomicPtr<Option<T>>,
}

impl<T> Slot<T> {
    pub(super) const fn new(value: Option<T>) -> Self {
        Slot { inside: UnsafeCell::new(value), outside: AtomicPtr::new(ptr::null_mut()) }
    }

    /// The value, if there is one. Called by the thread that runs, while no thread fills the slot.
    pub(super) fn get(&self) -> Option<&T> {
        // SAFETY: *filled once*: what is there stays for as long as it can be borrowed. *One at a time*: the
        // caller's promise, and no thread fills it meanwhile.
        unsafe { (*self.place()).as_ref() }
    }

    /// The value, if there is one and the caller may look.
    pub(super) fn get_if(&self, may: bool) -> Option<&T> {
        if may { self.get() } else { None }
    }

    /// Fills the slot, which is empty. Called by the thread that runs.
    pub(super) fn fill(&self, value: T) {
        debug_assert!(self.get().is_none(), "it is filled once in an execution");
        // SAFETY: *filled once*: it is empty, so there is no reference. *One at a time*: no other thread runs.
        unsafe { *self.place() = Some(value) };
    }

    /// Called at the first use in an execution: what an earlier execution left is out of sight from now on.
    pub(super) fn renew(&self) {
        if self.get().is_some() {
            self.outside.store(Box::into_raw(Box::new(None)), Relaxed);
        }
    }

    pub(super) fn get_mut(&mut self) -> &mut Option<T> {
        // SAFETY: *exclusive*: the slot is borrowed mutably, and the value with it.
        unsafe { &mut *self.place() }
    }

    /// How to show the value, if there is one and it can be shown.
    pub(super) fn shown(&self) -> Option<u64> {
        let value = self.get()?;
        // SAFETY: *exclusive*, except for other readers: it is borrowed.
        unsafe { peek::peek(value) }
    }

    fn place(&self) -> *mut Option<T> {
        let outside = self.outside.load(Relaxed);
        if outside.is_null() { self.inside.get() } else { outside }
    }
}
