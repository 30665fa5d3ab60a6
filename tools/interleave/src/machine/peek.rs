//! What a lock guards, if it is a number: a picture says `total.lock → 0`, not only `total.lock`.

use std::any::TypeId;

use crate::machine::object::Shape;

/// How to show a `T`. A value that is neither a number nor a `bool` stays hidden.
pub(crate) fn shape<T: ?Sized>() -> Shape {
    number::<T>().map_or(Shape::Hidden, |(shape, _)| shape)
}

/// Whether a `T` is a number, and how many bytes it has.
fn number<T: ?Sized>() -> Option<(Shape, usize)> {
    number_by_id(typeid::of::<T>())
}

/// Separate from the function above, so that it is compiled here, where code is optimised, and not in each test.
fn number_by_id(id: TypeId) -> Option<(Shape, usize)> {
    macro_rules! among {
        ($($shape:ident: $($type:ty)*;)*) => {
            $($(if id == TypeId::of::<$type>() {
                return Some((Shape::$shape, size_of::<$type>()));
            })*)*
        };
    }
    among! {
        Bool: bool;
        Unsigned: u8 u16 u32 u64 usize;
        Signed: i8 i16 i32 i64 isize;
    }
    None
}

/// The value at `data` in 64 bits, if it can be shown.
///
/// # Safety
///
/// `data` points to a value that no thread is writing.
pub(crate) unsafe fn peek<T: ?Sized>(data: *const T) -> Option<u64> {
    let (shape, size) = number::<T>()?;
    // SAFETY: *plain*: it is a number of this size, and the caller says that it may be read.
    let value = unsafe {
        match (shape, size) {
            (Shape::Signed, 1) => i64::from(*data.cast::<i8>()) as u64,
            (Shape::Signed, 2) => i64::from(*data.cast::<i16>()) as u64,
            (Shape::Signed, 4) => i64::from(*data.cast::<i32>()) as u64,
            (_, 1) => u64::from(*data.cast::<u8>()),
            (_, 2) => u64::from(*data.cast::<u16>()),
            (_, 4) => u64::from(*data.cast::<u32>()),
            (_, 8) => *data.cast::<u64>(),
            _ => return None,
        }
    };
    Some(value)
}

/// Whether a holder that may have written left another value behind than it found. Writing the value that was there
/// changes nothing: it may be a loop that polls. A value that can't be shown counts as changed.
pub(crate) fn differ(found: Option<u64>, left: Option<u64>) -> bool {
    found.is_none() || found != left
}

#[cfg(test)]
mod tests {
    use super::{peek, shape};

    #[track_caller]
    fn check<T>(value: T, expected: &str) {
        // SAFETY: *exclusive*: the value is here, and no thread is writing it.
        let bits = unsafe { peek(&raw const value) };
        assert_eq!(bits.map(|bits| shape::<T>().show(bits)).as_deref(), Some(expected));
    }

    #[test]
    fn numbers_are_shown_whatever_their_size() {
        check(200_u8, "200");
        check(-7_i8, "-7");
        check(-70_000_i32, "-70000");
        check(u64::MAX, "18446744073709551615");
        check(-1_isize, "-1");
        check(true, "true");
    }

    #[test]
    fn other_values_stay_hidden() {
        let pair = (1, 2);
        // SAFETY: as above.
        assert_eq!(unsafe { peek(&raw const *"text") }, None);
        // SAFETY: as above.
        assert_eq!(unsafe { peek(&raw const pair) }, None);
    }
}
