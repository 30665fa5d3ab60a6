//! `Cell`: a value that is moved in and out.

use super::world::{IS_STD, always, cell::Cell};

is!(Cell<u8>: Send);
is_not!(Cell<u8>: Sync);

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

#[test]
fn two_cells_exchange_their_values() {
    always(|| {
        let (first, second) = (Cell::new(1), Cell::new(2));
        first.swap(&second);
        assert_eq!((first.get(), second.get()), (2, 1));
        first.swap(&first);
        assert_eq!(first.get(), 2);
    });
}

#[test]
fn a_pointer_leads_to_the_value() {
    always(|| {
        let cell = Cell::new(1);
        // SAFETY: nobody else has the cell.
        unsafe { *cell.as_ptr() += 1 };
        assert_eq!(cell.get(), 2);
    });
}

#[test]
fn cells_are_copied_and_compared_by_their_values() {
    always(|| {
        let (one, two) = (Cell::new(1), Cell::new(2));
        assert!(one == one.clone() && one != two && one < two);
        assert!(one.cmp(&two).is_lt() && one.partial_cmp(&two).is_some());
        one.clone().set(3);
        assert_eq!(one.get(), 1);
    });
}

is!(Cell<u8>: Clone + PartialEq + Eq + PartialOrd + Ord);
