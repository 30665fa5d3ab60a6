//! The atomic `bool`.

use std::fmt;
use std::sync::atomic::Ordering;

use super::common::common;
use super::raw::RawAtomic;
use crate::machine::object::Shape;
use crate::trace::Operation;

/// Std's [`AtomicBool`](std::sync::atomic::AtomicBool), modelled.
pub struct AtomicBool {
    raw: RawAtomic,
}

common!([] AtomicBool, bool, |bits| bits != 0, |value: bool| u64::from(value));

impl AtomicBool {
    /// A new atomic; works in a `static`.
    pub const fn new(value: bool) -> Self {
        AtomicBool { raw: RawAtomic::new(value as u64, "AtomicBool", Shape::Bool) }
    }

    /// The value itself: a mutable borrow means that no other thread has access.
    pub fn get_mut(&mut self) -> &mut bool {
        let raw: *mut u64 = self.raw.settle();
        let offset = if cfg!(target_endian = "big") { 7 } else { 0 };
        // SAFETY: *exclusive*: that byte is 0 or 1, and the `u64` around it is borrowed for as long as the result is.
        unsafe { &mut *raw.cast::<u8>().add(offset).cast::<bool>() }
    }

    fn raw(&self) -> &RawAtomic {
        &self.raw
    }

    fn now(&self) -> bool {
        self.raw.value() != 0
    }

    /// Logical and; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_and(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchAnd, order, &|old| old & u64::from(value)) != 0
    }

    /// Logical nand; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchNand, order, &|old| 1 - (old & u64::from(value))) != 0
    }

    /// Logical or; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_or(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchOr, order, &|old| old | u64::from(value)) != 0
    }

    /// Logical exclusive or; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchXor, order, &|old| old ^ u64::from(value)) != 0
    }

    /// Logical not; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.raw.update(Operation::FetchXor, order, &|old| old ^ 1) != 0
    }
}

impl Default for AtomicBool {
    fn default() -> Self {
        AtomicBool::new(false)
    }
}
