//! `std::sync::atomic`, modelled: every operation is one step of the search.

use std::fmt;
use std::panic::Location;

pub use std::sync::atomic::Ordering;

use crate::execution::{self, Execution, perform};
use crate::fresh::Stamp;
use crate::memory::{self, Site, releases};
use crate::object::Shape;
use crate::pending::{Idle, NO_OBJECT, Pending};
use crate::trace::Operation;

/// A memory fence, as [`std::sync::atomic::fence`].
///
/// # Panics
///
/// Panics if `order` is `Relaxed`, as std's does, and outside a model.
#[track_caller]
pub fn fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    let location = Location::caller();
    let request = Pending::new(Operation::Fence, NO_OBJECT, location).reads_only();
    perform(|_, _| request, |execution, thread| execution.fence(thread, order, location));
}

/// An atomic of 64 bits, whatever its type outside.
struct Raw {
    stamp: Stamp,
    initial: u64,
    kind: &'static str,
    shape: Shape,
}

impl Raw {
    const fn new(initial: u64, kind: &'static str, shape: Shape) -> Self {
        Raw { stamp: Stamp::new(), initial, kind, shape }
    }

    fn register(&self, execution: &mut Execution, location: &'static Location<'static>) -> u32 {
        execution.register(&self.stamp, self.kind, self.shape, location, || {
            memory::initial(self.initial)
        })
    }

    #[track_caller]
    fn perform<R>(
        &self,
        operation: Operation,
        idle: Idle,
        effect: impl FnOnce(&mut Execution, Site) -> R,
    ) -> R {
        let location = Location::caller();
        let mut object = NO_OBJECT;
        perform(
            |execution, _| {
                object = self.register(execution, location);
                let request = Pending::new(operation, object, location);
                if operation == Operation::Load { request.reads_only() } else { request.idle(idle) }
            },
            |execution, thread| {
                let object = self.register(execution, location);
                effect(execution, Site { thread, object, location })
            },
        )
    }

    #[track_caller]
    fn load(&self, order: Ordering) -> u64 {
        assert!(
            !matches!(order, Ordering::Release | Ordering::AcqRel),
            "there is no such thing as {} load",
            if order == Ordering::Release { "a release" } else { "an acquire-release" },
        );
        self.perform(Operation::Load, Idle::Never, |e, at| e.load(at, order))
    }

    #[track_caller]
    fn store(&self, value: u64, order: Ordering) {
        assert!(
            !matches!(order, Ordering::Acquire | Ordering::AcqRel),
            "there is no such thing as an {} store",
            if order == Ordering::Acquire { "acquire" } else { "acquire-release" },
        );
        self.perform(Operation::Store, Idle::Never, |e, at| e.store(at, value, order));
    }

    #[track_caller]
    fn update(&self, op: Operation, order: Ordering, change: impl FnOnce(u64) -> u64) -> u64 {
        self.perform(op, Idle::Never, |e, at| e.read_modify_write(at, op, order, change))
    }

    #[track_caller]
    fn swap(&self, value: u64, order: Ordering) -> u64 {
        // One that hands something on is ordered with the others of its kind, whatever it stores.
        let idle = if releases(order) { Idle::Never } else { Idle::IfValueIs(value) };
        self.perform(Operation::Swap, idle, |e, at| {
            e.read_modify_write(at, Operation::Swap, order, |_| value)
        })
    }

    #[track_caller]
    fn compare_exchange(
        &self,
        values: (u64, u64),
        orders: (Ordering, Ordering),
        weak: bool,
    ) -> Result<u64, u64> {
        assert!(
            !matches!(orders.1, Ordering::Release | Ordering::AcqRel),
            "there is no such thing as {} failure ordering",
            if orders.1 == Ordering::Release { "a release" } else { "an acquire-release" },
        );
        let idle = Idle::UnlessValueIs(values.0);
        let operation =
            if weak { Operation::CompareExchangeWeak } else { Operation::CompareExchange };
        self.perform(operation, idle, |e, at| e.compare_exchange(at, values, orders, weak))
    }

    /// The value without a step: for `Debug`, and for those who have the atomic to themselves.
    fn peek(&self) -> u64 {
        let execution = execution::current();
        if execution.is_null() {
            return self.initial;
        }
        execution::with(|execution, _| match self.stamp.index(execution.number) {
            Some(object) => execution.newest_value(object),
            None => self.initial,
        })
    }

    /// Brings the value home, so that it can be borrowed; the next use makes it known again.
    fn settle(&mut self) -> &mut u64 {
        self.initial = self.peek();
        self.stamp.forget();
        &mut self.initial
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::explain::show(self.shape, self.peek()))
    }
}

impl AtomicU32 {
    /// Its number in the running execution, for the futex.
    pub(crate) fn object(
        &self,
        execution: &mut Execution,
        location: &'static Location<'static>,
    ) -> u32 {
        self.raw.register(execution, location)
    }
}

macro_rules! updates {
    ($value:ty) => {
        /// Loads, computes and tries to store, until it succeeds or `f` returns `None`.
        ///
        /// # Errors
        ///
        /// The value for which `f` returned `None`.
        ///
        /// # Panics
        ///
        /// Panics outside a model.
        #[track_caller]
        pub fn fetch_update(
            &self,
            set_order: Ordering,
            fetch_order: Ordering,
            mut f: impl FnMut($value) -> Option<$value>,
        ) -> Result<$value, $value> {
            let mut old = self.load(fetch_order);
            while let Some(new) = f(old) {
                match self.compare_exchange_weak(old, new, set_order, fetch_order) {
                    done @ Ok(_) => return done,
                    Err(newer) => old = newer,
                }
            }
            Err(old)
        }

        /// The same, under the name that std has given it since.
        ///
        /// # Errors
        ///
        /// The value for which `f` returned `None`.
        ///
        /// # Panics
        ///
        /// Panics outside a model.
        #[track_caller]
        pub fn try_update(
            &self,
            set_order: Ordering,
            fetch_order: Ordering,
            f: impl FnMut($value) -> Option<$value>,
        ) -> Result<$value, $value> {
            self.fetch_update(set_order, fetch_order, f)
        }

        /// Loads, computes and stores what `f` returns, again and again until nobody came between; returns the
        /// value before.
        ///
        /// # Panics
        ///
        /// Panics outside a model.
        #[track_caller]
        pub fn update(
            &self,
            set_order: Ordering,
            fetch_order: Ordering,
            mut f: impl FnMut($value) -> $value,
        ) -> $value {
            match self.fetch_update(set_order, fetch_order, |old| Some(f(old))) {
                Ok(old) | Err(old) => old,
            }
        }
    };
}

macro_rules! common {
    ($name:ident, $value:ty, $from:expr, $to:expr) => {
        impl $name {
            /// Loads the value, as std's does.
            ///
            /// # Panics
            ///
            /// Panics if `order` is `Release` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $value {
                $from(self.raw.load(order))
            }

            /// Stores a value, as std's does.
            ///
            /// # Panics
            ///
            /// Panics if `order` is `Acquire` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn store(&self, value: $value, order: Ordering) {
                self.raw.store($to(value), order);
            }

            /// Stores a value and returns the one before, in one step.
            ///
            /// # Panics
            ///
            /// Panics outside a model.
            #[track_caller]
            pub fn swap(&self, value: $value, order: Ordering) -> $value {
                $from(self.raw.swap($to(value), order))
            }

            /// Stores `new` if the value is `current`; returns the value that was there.
            ///
            /// # Errors
            ///
            /// The value that was there, if it was another.
            ///
            /// # Panics
            ///
            /// Panics if `failure` is `Release` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let values = ($to(current), $to(new));
                self.raw
                    .compare_exchange(values, (success, failure), false)
                    .map($from)
                    .map_err($from)
            }

            /// The same, but it may fail although the value is `current`: the search tries both. It fails so
            /// at most once for each thread in an execution, or a retry loop would have no end.
            ///
            /// # Errors
            ///
            /// The value that was there.
            ///
            /// # Panics
            ///
            /// Panics if `failure` is `Release` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let values = ($to(current), $to(new));
                self.raw
                    .compare_exchange(values, (success, failure), true)
                    .map($from)
                    .map_err($from)
            }

            updates!($value);

            /// Consumes the atomic and returns its value.
            pub fn into_inner(self) -> $value {
                $from(self.raw.peek())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.raw.fmt(f)
            }
        }
    };
}

macro_rules! integers {
    ($($name:ident $value:ident $shape:ident)*) => {$(
        #[doc = concat!("Std's [`", stringify!($name), "`](std::sync::atomic::", stringify!($name), "), modelled.")]
        pub struct $name {
            raw: Raw,
        }

        common!($name, $value, |bits| bits as $value, |value: $value| value as u64);

        impl $name {
            /// A new atomic; works in a `static`.
            pub const fn new(value: $value) -> Self {
                $name { raw: Raw::new(value as u64, stringify!($name), Shape::$shape) }
            }

            /// The value itself: a mutable borrow means that nobody else is looking.
            pub fn get_mut(&mut self) -> &mut $value {
                let raw: *mut u64 = self.raw.settle();
                // The value is the low end of the 64 bits.
                let offset = if cfg!(target_endian = "big") { 8 - size_of::<$value>() } else { 0 };
                // SAFETY: those bytes are part of the `u64`, which is borrowed for as long as the result is;
                // every bit pattern is a value of the type, and the offset keeps it aligned.
                unsafe { &mut *raw.cast::<u8>().add(offset).cast::<$value>() }
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

        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                $name::new(value)
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
            self.raw.update(Operation::$op, order, change) as $value
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

/// Std's [`AtomicBool`](std::sync::atomic::AtomicBool), modelled.
pub struct AtomicBool {
    raw: Raw,
}

common!(AtomicBool, bool, |bits| bits != 0, |value: bool| u64::from(value));

impl AtomicBool {
    /// A new atomic; works in a `static`.
    pub const fn new(value: bool) -> Self {
        AtomicBool { raw: Raw::new(value as u64, "AtomicBool", Shape::Bool) }
    }

    /// The value itself: a mutable borrow means that nobody else is looking.
    pub fn get_mut(&mut self) -> &mut bool {
        let raw: *mut u64 = self.raw.settle();
        let offset = if cfg!(target_endian = "big") { 7 } else { 0 };
        // SAFETY: that byte is 0 or 1, and the `u64` around it is borrowed for as long as the result is.
        unsafe { &mut *raw.cast::<u8>().add(offset).cast::<bool>() }
    }

    /// Logical and; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_and(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchAnd, order, |old| old & u64::from(value)) != 0
    }

    /// Logical nand; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchNand, order, |old| 1 - (old & u64::from(value))) != 0
    }

    /// Logical or; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_or(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchOr, order, |old| old | u64::from(value)) != 0
    }

    /// Logical exclusive or; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool {
        self.raw.update(Operation::FetchXor, order, |old| old ^ u64::from(value)) != 0
    }

    /// Logical not; returns the value before. One step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.raw.update(Operation::FetchXor, order, |old| old ^ 1) != 0
    }
}

impl Default for AtomicBool {
    fn default() -> Self {
        AtomicBool::new(false)
    }
}

impl From<bool> for AtomicBool {
    fn from(value: bool) -> Self {
        AtomicBool::new(value)
    }
}

/// Std's [`AtomicPtr`](std::sync::atomic::AtomicPtr), modelled.
pub struct AtomicPtr<T> {
    raw: Raw,
    /// The address as a pointer, so that `new` can be `const`; used until the first operation.
    made_with: *mut T,
}

// SAFETY: as for std's: the pointer is only handed around, never followed.
unsafe impl<T> Send for AtomicPtr<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for AtomicPtr<T> {}

impl<T> AtomicPtr<T> {
    /// A new atomic; works in a `static`.
    pub const fn new(pointer: *mut T) -> Self {
        AtomicPtr { raw: Raw::new(0, "AtomicPtr", Shape::Pointer), made_with: pointer }
    }

    /// Loads the pointer, as std's does.
    ///
    /// # Panics
    ///
    /// Panics if `order` is `Release` or `AcqRel`, and outside a model.
    #[track_caller]
    pub fn load(&self, order: Ordering) -> *mut T {
        from_bits(self.known().load(order))
    }

    /// Stores a pointer, as std's does.
    ///
    /// # Panics
    ///
    /// Panics if `order` is `Acquire` or `AcqRel`, and outside a model.
    #[track_caller]
    pub fn store(&self, pointer: *mut T, order: Ordering) {
        self.known().store(to_bits(pointer), order);
    }

    /// Stores a pointer and returns the one before, in one step.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn swap(&self, pointer: *mut T, order: Ordering) -> *mut T {
        from_bits(self.known().swap(to_bits(pointer), order))
    }

    /// Stores `new` if the pointer is `current`; returns the one that was there.
    ///
    /// # Errors
    ///
    /// The pointer that was there, if it was another.
    ///
    /// # Panics
    ///
    /// Panics if `failure` is `Release` or `AcqRel`, and outside a model.
    #[track_caller]
    pub fn compare_exchange(
        &self,
        current: *mut T,
        new: *mut T,
        success: Ordering,
        failure: Ordering,
    ) -> Result<*mut T, *mut T> {
        let values = (to_bits(current), to_bits(new));
        self.known()
            .compare_exchange(values, (success, failure), false)
            .map(from_bits)
            .map_err(from_bits)
    }

    /// The same, but it may fail although the pointer is `current`.
    ///
    /// # Errors
    ///
    /// The pointer that was there.
    ///
    /// # Panics
    ///
    /// Panics if `failure` is `Release` or `AcqRel`, and outside a model.
    #[track_caller]
    pub fn compare_exchange_weak(
        &self,
        current: *mut T,
        new: *mut T,
        success: Ordering,
        failure: Ordering,
    ) -> Result<*mut T, *mut T> {
        let values = (to_bits(current), to_bits(new));
        self.known()
            .compare_exchange(values, (success, failure), true)
            .map(from_bits)
            .map_err(from_bits)
    }

    updates!(*mut T);

    /// The pointer itself: a mutable borrow means that nobody else is looking.
    pub fn get_mut(&mut self) -> &mut *mut T {
        self.made_with = self.now();
        self.raw.stamp.forget();
        &mut self.made_with
    }

    /// Consumes the atomic and returns the pointer.
    pub fn into_inner(self) -> *mut T {
        self.now()
    }

    fn now(&self) -> *mut T {
        let execution = execution::current();
        let known = !execution.is_null()
            && execution::with(|e, _| self.raw.stamp.index(e.number).is_some());
        if known { from_bits(self.raw.peek()) } else { self.made_with }
    }

    /// A pointer has no bits in a `const`, so its first value is made known at the first operation.
    #[track_caller]
    fn known(&self) -> &Raw {
        let location = Location::caller();
        execution::with(|execution, _| {
            execution.register(&self.raw.stamp, "AtomicPtr", Shape::Pointer, location, || {
                memory::initial(to_bits(self.made_with))
            })
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

impl<T> From<*mut T> for AtomicPtr<T> {
    fn from(pointer: *mut T) -> Self {
        AtomicPtr::new(pointer)
    }
}

impl<T> fmt::Debug for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.now().fmt(f)
    }
}
