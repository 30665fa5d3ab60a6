//! `cell`: values that change behind a shared borrow.

use super::world::{IS_STD, always, cell};
use cell::{Cell, UnsafeCell};

is!(UnsafeCell<u8>: Send);
is!(Cell<u8>: Send);
is_not!(UnsafeCell<u8>: Sync);
is_not!(Cell<u8>: Sync);
is_not!(UnsafeCell<*const u8>: Send);

#[test]
fn an_unsafe_cell_hands_out_a_pointer() {
    always(|| {
        let mut cell = const { UnsafeCell::new(1) };
        // SAFETY: nobody else has the cell.
        unsafe { *cell.get() += 1 };
        *cell.get_mut() += 1;
        assert_eq!(cell.into_inner(), 3);
    });
}

#[test]
fn an_unsafe_cell_is_made_from_nothing_or_a_value_and_hides_it() {
    always(|| {
        assert_eq!(UnsafeCell::<u8>::default().into_inner(), 0);
        assert_eq!(UnsafeCell::from(1).into_inner(), 1);
        assert_eq!(format!("{:?}", UnsafeCell::new(1)), "UnsafeCell { .. }");
        let unsized_one: &UnsafeCell<[u8]> = &UnsafeCell::new([1, 2]);
        // SAFETY: as above.
        assert_eq!(unsafe { &*unsized_one.get() }, [1, 2]);
    });
}

#[test]
fn a_cell_is_set_and_read() {
    always(|| {
        let mut cell = const { Cell::new(1) };
        cell.set(2);
        assert_eq!((cell.get(), cell.replace(3), cell.get()), (2, 2, 3));
        cell.update(|value| value + 1);
        assert_eq!((cell.take(), cell.get()), (4, 0));
        *cell.get_mut() = 5;
        assert_eq!(cell.into_inner(), 5);
    });
}

/// The facade leaves out the value: looking at it would be an access, which may race.
#[test]
fn a_cell_is_made_from_nothing_or_a_value_and_prints() {
    always(|| {
        assert_eq!(Cell::<u8>::default().get(), 0);
        let cell = Cell::from(1);
        assert_eq!(format!("{cell:?}"), if IS_STD { "Cell { value: 1 }" } else { "Cell { .. }" });
    });
}
