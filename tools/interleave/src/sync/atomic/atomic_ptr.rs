//! The atomic pointer.

use std::fmt;
use std::panic::Location;
use std::sync::atomic::Ordering;

use super::common::common;
use super::raw::RawAtomic;
use crate::machine::entry;
use crate::machine::object::Shape;
use crate::trace::Operation;

/// The operations that change the address, each in one step.
macro_rules! table {
    ($($fetch:ident $operation:ident $what:literal $change:expr,)*) => {$(
        #[doc = concat!($what, "; returns the one before. One step.")]
        ///
        /// # Panics
        ///
        /// Panics outside a model.
        #[track_caller]
        pub fn $fetch(&self, value: usize, order: Ordering) -> *mut T {
            #[allow(clippy::redundant_closure_call)]
            let change = |old: u64| ($change)(old as usize, value) as u64;
            from_bits(self.raw().update(Operation::$operation, order, &change))
        }
    )*};
}

/// Std's [`AtomicPtr`](std::sync::atomic::AtomicPtr), modelled.
pub struct AtomicPtr<T> {
    raw: RawAtomic,
    /// The address as a pointer, so that `new` can be `const`; used until the first operation.
    made_with: *mut T,
}

// SAFETY: *exclusive*, trivially: as for std's, the pointer is only handed around, never followed.
unsafe impl<T> Send for AtomicPtr<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for AtomicPtr<T> {}

common!([<T>] AtomicPtr, *mut T, from_bits, to_bits);

impl<T> AtomicPtr<T> {
    /// A new atomic; works in a `static`.
    pub const fn new(pointer: *mut T) -> Self {
        AtomicPtr { raw: RawAtomic::new(0, "AtomicPtr", Shape::Pointer), made_with: pointer }
    }

    /// The pointer itself: a mutable borrow means that no other thread has access.
    pub fn get_mut(&mut self) -> &mut *mut T {
        self.made_with = self.now();
        self.raw.forget();
        &mut self.made_with
    }

    table! {
        fetch_ptr_add FetchPtrAdd "Moves the pointer forward by so many values of its type"
            |old: usize, count: usize| old.wrapping_add(count.wrapping_mul(size_of::<T>())),
        fetch_ptr_sub FetchPtrSub "Moves the pointer back by so many values of its type"
            |old: usize, count: usize| old.wrapping_sub(count.wrapping_mul(size_of::<T>())),
        fetch_byte_add FetchByteAdd "Moves the pointer forward by so many bytes"
            |old: usize, bytes| old.wrapping_add(bytes),
        fetch_byte_sub FetchByteSub "Moves the pointer back by so many bytes"
            |old: usize, bytes| old.wrapping_sub(bytes),
        fetch_and FetchAnd "Bitwise and with the address" |old: usize, mask| old & mask,
        fetch_or FetchOr "Bitwise or with the address" |old: usize, mask| old | mask,
        fetch_xor FetchXor "Bitwise exclusive or with the address" |old: usize, mask| old ^ mask,
    }

    fn now(&self) -> *mut T {
        self.raw.peek().map_or(self.made_with, from_bits)
    }

    /// A pointer has no bits in a `const`, so its first value becomes known at the first operation.
    #[track_caller]
    fn raw(&self) -> &RawAtomic {
        let location = Location::caller();
        entry::with(|execution, _| {
            self.raw.register_as(to_bits(self.made_with), execution, location)
        });
        &self.raw
    }
}

fn to_bits<T>(pointer: *mut T) -> u64 {
    pointer.expose_provenance() as u64
}

fn from_bits<T>(bits: u64) -> *mut T {
    std::ptr::with_exposed_provenance_mut(bits as usize)
}

impl<T> Default for AtomicPtr<T> {
    fn default() -> Self {
        AtomicPtr::new(std::ptr::null_mut())
    }
}
