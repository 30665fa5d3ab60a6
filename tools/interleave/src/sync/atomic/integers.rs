//! The atomic integers, made by one table.

use std::fmt;
use std::panic::Location;
use std::sync::atomic::Ordering;

use super::common::common;
use super::raw::RawAtomic;
use crate::machine::execution::Execution;
use crate::machine::object::Shape;
use crate::trace::Operation;

macro_rules! integers {
    ($($name:ident $value:ident $shape:ident)*) => {$(
        #[doc = concat!("Std's [`", stringify!($name), "`](std::sync::atomic::", stringify!($name), "), modelled.")]
        pub struct $name {
            raw: RawAtomic,
        }

        common!([] $name, $value, |bits| bits as $value, |value: $value| value as u64);

        impl $name {
            /// A new atomic; works in a `static`.
            pub const fn new(value: $value) -> Self {
                $name { raw: RawAtomic::new(value as u64, stringify!($name), Shape::$shape) }
            }

            /// The value itself: a mutable borrow means that no other thread has access.
            pub fn get_mut(&mut self) -> &mut $value {
                let raw: *mut u64 = self.raw.settle();
                // The value is the low end of the 64 bits.
                let offset = if cfg!(target_endian = "big") { 8 - size_of::<$value>() } else { 0 };
                // SAFETY: *exclusive*: those bytes are part of the `u64`, which is borrowed for as long as the result is;
                // every bit pattern is a value of the type, and the offset keeps it aligned.
                unsafe { &mut *raw.cast::<u8>().add(offset).cast::<$value>() }
            }

            fn raw(&self) -> &RawAtomic {
                &self.raw
            }

            fn now(&self) -> $value {
                self.raw.value() as $value
            }

            integers!(@update $value;
                fetch_add FetchAdd "Adds, wrapping around" |old: $value, value| old.wrapping_add(value),
                fetch_sub FetchSub "Subtracts, wrapping around" |old: $value, value| old.wrapping_sub(value),
                fetch_and FetchAnd "Bitwise and" |old: $value, value| old & value,
                fetch_nand FetchNand "Bitwise nand" |old: $value, value: $value| !(old & value),
                fetch_or FetchOr "Bitwise or" |old: $value, value| old | value,
                fetch_xor FetchXor "Bitwise xor" |old: $value, value| old ^ value,
                fetch_max FetchMax "Keeps the greater" |old: $value, value| old.max(value),
                fetch_min FetchMin "Keeps the smaller" |old: $value, value| old.min(value),
            );
        }

        impl Default for $name {
            fn default() -> Self {
                $name::new($value::default())
            }
        }
    )*};
    (@update $value:ident; $($fetch:ident $op:ident $what:literal $change:expr,)*) => {$(
        #[doc = concat!($what, "; returns the value before. One step.")]
        ///
        /// # Panics
        ///
        /// Panics outside a model.
        #[track_caller]
        pub fn $fetch(&self, value: $value, order: Ordering) -> $value {
            #[allow(clippy::redundant_closure_call)]
            let change = |old: u64| ($change)(old as $value, value) as u64;
            self.raw.update(Operation::$op, order, &change) as $value
        }
    )*};
}

integers! {
    AtomicU8 u8 Unsigned
    AtomicU16 u16 Unsigned
    AtomicU32 u32 Unsigned
    AtomicU64 u64 Unsigned
    AtomicUsize usize Unsigned
    AtomicI8 i8 Signed
    AtomicI16 i16 Signed
    AtomicI32 i32 Signed
    AtomicI64 i64 Signed
    AtomicIsize isize Signed
}

impl AtomicU32 {
    /// The atomic's number in the running execution, for the futex.
    pub(crate) fn object(
        &self,
        execution: &mut Execution,
        location: &'static Location<'static>,
    ) -> u32 {
        self.raw.register(execution, location)
    }
}
