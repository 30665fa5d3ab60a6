//! `UnsafeCell`: a pointer, and no questions asked.

use super::world::{always, cell::UnsafeCell};

is!(UnsafeCell<u8>: Send);
is_not!(UnsafeCell<u8>: Sync);
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
