//! The types whose bytes may be copied: those on one list, and no others.
//!
//! Rust can't ask whether a type is `Copy` without requiring it, and a type without a destructor need not be
//! `Copy`: `ManuallyDrop<Box<_>>` and `&mut _` own what they point to. So the list names types, and a type is
//! compared with them by its `TypeId`. A type with lifetimes has the `TypeId` that it would have with `'static` in
//! their place, so a type is on the list only if it may be copied whatever its lifetimes are.

use std::any::TypeId;
use std::cell::{Cell, LazyCell, OnceCell, RefCell};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem::MaybeUninit;
use std::num::{NonZeroI32, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64, NonZeroUsize};
use std::sync::LazyLock;
use std::time::Duration;

use crate::thread::ThreadId;
use crate::time::Instant;

macro_rules! lengths {
    ($type:ident: $($length:literal)*) => { &[$(plain::<[$type; $length]>()),*] };
}

/// Whether a bytewise copy of a `T` is another value of the type, as good as the first.
fn is_plain<T: ?Sized>() -> bool {
    is_listed(typeid::of::<T>())
}

/// The size of a value in bytes, if its type is plain.
pub(crate) fn size_of<T: ?Sized>(value: *mut T) -> Option<usize> {
    // SAFETY: *plain*: such a type is `Sized`, so nothing is read.
    (!std::mem::needs_drop::<T>() && is_plain::<T>()).then(|| unsafe { size_of_val(&*value) })
}

/// Separate from the function above, so that it is compiled here, where code is optimised, and not in each test.
fn is_listed(id: TypeId) -> bool {
    PLAIN.contains(&id)
}

/// Whether `F` is the type of function pointers that return a `T`.
pub(crate) fn is_function<F, T>() -> bool {
    // A function pointer may be copied, whatever the lifetimes in `T` are.
    typeid::of::<F>() == typeid::of::<fn() -> T>()
}

static PLAIN: LazyLock<HashSet<TypeId, BuildHasherDefault<AsItIs>>> =
    LazyLock::new(|| LISTS.iter().copied().flatten().copied().flatten().copied().collect());

/// An id is as good as random, so it need not be hashed again.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// All plain types, in lists of lists so that nothing must be concatenated.
const LISTS: &[&[&[TypeId]]] = &[
    Of::<bool>::NUMBER,
    Of::<u8>::NUMBER,
    Of::<u16>::NUMBER,
    Of::<u32>::NUMBER,
    Of::<u64>::NUMBER,
    Of::<u128>::NUMBER,
    Of::<usize>::NUMBER,
    Of::<i8>::NUMBER,
    Of::<i16>::NUMBER,
    Of::<i32>::NUMBER,
    Of::<i64>::NUMBER,
    Of::<i128>::NUMBER,
    Of::<isize>::NUMBER,
    Of::<f32>::NUMBER,
    Of::<f64>::NUMBER,
    Of::<char>::NUMBER,
    Of::<&str>::NUMBER,
    &[
        Of::<()>::IT,
        Of::<fn()>::IT,
        Of::<Duration>::IT,
        Of::<Ordering>::IT,
        Of::<NonZeroU8>::IT,
        Of::<NonZeroU16>::IT,
        Of::<NonZeroU32>::IT,
        Of::<NonZeroU64>::IT,
        Of::<NonZeroUsize>::IT,
        Of::<NonZeroI32>::IT,
        Of::<std::time::Instant>::IT,
        Of::<std::thread::ThreadId>::IT,
        Of::<Instant>::IT,
        Of::<ThreadId>::IT,
    ],
];

/// The plain types that are made of one type.
struct Of<P>(P);

impl<P: Copy + 'static> Of<P> {
    const NUMBER: &[&[TypeId]] = &[
        Self::IT,
        Self::ARRAYS,
        Of::<Option<P>>::SHORT_ARRAYS,
        Of::<(P, P)>::SHORT_ARRAYS,
        Of::<[P; 2]>::SHORT_ARRAYS,
        Of::<[P; 3]>::SHORT_ARRAYS,
        Of::<[P; 4]>::SHORT_ARRAYS,
        Of::<[P; 8]>::SHORT_ARRAYS,
        Both::<P, bool>::THEM,
        Both::<P, u8>::THEM,
        Both::<P, u16>::THEM,
        Both::<P, u32>::THEM,
        Both::<P, u64>::THEM,
        Both::<P, usize>::THEM,
        Both::<P, i32>::THEM,
        Both::<P, i64>::THEM,
        Both::<P, f64>::THEM,
        Both::<P, char>::THEM,
        Both::<P, &str>::THEM,
    ];

    const IT: &[TypeId] = &[
        plain::<P>(),
        plain::<Option<P>>(),
        plain::<Option<Option<P>>>(),
        plain::<MaybeUninit<P>>(),
        plain::<(P,)>(),
        plain::<(P, P)>(),
        plain::<(P, P, P)>(),
        plain::<(P, P, P, P)>(),
        plain::<Option<(P, P)>>(),
        // Std's cells aren't `Copy`, for other reasons. Nothing borrows from a cell when the explorer first sees it.
        TypeId::of::<Cell<P>>(),
        TypeId::of::<Cell<Option<P>>>(),
        TypeId::of::<RefCell<P>>(),
        TypeId::of::<RefCell<Option<P>>>(),
        TypeId::of::<RefCell<(P, P)>>(),
        TypeId::of::<RefCell<[P; 2]>>(),
        TypeId::of::<RefCell<[P; 3]>>(),
        TypeId::of::<RefCell<[P; 4]>>(),
        TypeId::of::<OnceCell<P>>(),
        TypeId::of::<LazyCell<P, fn() -> P>>(),
    ];

    /// Lengths up to the one where std's own traits stopped for years, and some that buffers have.
    #[rustfmt::skip]
    const ARRAYS: &[TypeId] = lengths!(P:
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
        48 64 100 128 256 512 1024);

    const SHORT_ARRAYS: &[TypeId] = lengths!(P: 1 2 3 4 5 6 7 8 10 16 32 64);
}

/// The plain types that are made of two types.
struct Both<A, B>(A, B);

impl<A: Copy + 'static, B: Copy + 'static> Both<A, B> {
    const THEM: &[TypeId] =
        &[plain::<(A, B)>(), plain::<Option<(A, B)>>(), plain::<(A, Option<B>)>()];
}

/// The id of a type that may be copied.
const fn plain<P: Copy + 'static>() -> TypeId {
    TypeId::of::<P>()
}

#[cfg(test)]
mod tests {
    use std::mem::ManuallyDrop;

    use super::{is_function, is_plain};

    #[test]
    fn numbers_and_what_is_made_of_them_are_plain() {
        assert!(is_plain::<u32>() && is_plain::<[bool; 3]>() && is_plain::<Option<u32>>());
        assert!(is_plain::<(u32, u64)>() && is_plain::<[[u8; 4]; 4]>() && is_plain::<()>());
    }

    #[test]
    fn what_owns_something_is_not_whether_it_has_a_destructor_or_not() {
        assert!(!is_plain::<ManuallyDrop<Box<u64>>>() && !is_plain::<Option<&mut u64>>());
        assert!(!is_plain::<String>() && !is_plain::<dyn std::fmt::Debug>() && !is_plain::<[u8]>());
    }

    #[test]
    fn lifetimes_make_no_difference() {
        fn of_this<'a>(_: &'a str) -> (bool, bool) {
            (is_plain::<&'a str>(), is_plain::<&'a mut str>())
        }
        assert_eq!(of_this(&String::from("here")), (true, false));
    }

    #[test]
    fn a_function_is_told_from_a_closure() {
        fn is_one<F: FnOnce() -> u32>(_: F) -> bool {
            is_function::<F, u32>()
        }
        assert!(is_one(u32::default as fn() -> u32));
        assert!(!is_one(|| 1) && !is_one(u32::default));
    }
}
