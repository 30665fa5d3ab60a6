//! `RefCell`: borrows that are counted while the program runs.

use super::panic_of;
use super::world::{IS_STD, always, cell};
use cell::{BorrowError, BorrowMutError, Ref, RefCell, RefMut};

is!(RefCell<u8>: Send);
is_not!(RefCell<u8>: Sync);
is!(BorrowError: std::error::Error);
is!(BorrowMutError: std::error::Error);

#[test]
fn it_is_borrowed_by_many_readers_or_one_writer() {
    always(|| {
        let cell = const { RefCell::new(1) };
        let (first, second) = (cell.borrow(), cell.try_borrow().unwrap());
        assert_eq!((*first, *second), (1, 1));
        assert!(cell.try_borrow_mut().is_err());
        drop((first, second));
        let mut writer = cell.try_borrow_mut().unwrap();
        *writer += 1;
        assert!(cell.try_borrow().is_err() && cell.try_borrow_mut().is_err());
        drop(writer);
        *cell.borrow_mut() += 1;
        assert_eq!(*cell.borrow(), 3);
    });
}

#[test]
fn borrowing_against_the_rules_panics() {
    always(|| {
        let cell = RefCell::new(1);
        let reader = cell.borrow();
        assert_eq!(panic_of(|| _ = cell.borrow_mut()), "RefCell already borrowed");
        drop(reader);
        let writer = cell.borrow_mut();
        assert_eq!(panic_of(|| _ = cell.borrow()), "RefCell already mutably borrowed");
        drop(writer);
        assert_eq!(*cell.borrow(), 1);
    });
}

#[test]
fn its_value_is_replaced_exchanged_and_taken() {
    always(|| {
        let (cell, other) = (RefCell::new(1), RefCell::new(5));
        assert_eq!(cell.replace(2), 1);
        assert_eq!(cell.replace_with(|value| *value + 1), 2);
        cell.swap(&other);
        assert_eq!((cell.take(), other.take()), (5, 3));
        let mut cell = RefCell::new(6);
        // SAFETY: nobody else has the cell.
        unsafe { *cell.as_ptr() += 1 };
        *cell.get_mut() += 1;
        assert_eq!(cell.into_inner(), 8);
    });
}

#[test]
fn a_borrow_of_a_part_is_a_borrow_of_the_whole() {
    always(|| {
        let cell = RefCell::new((1, 2));
        let first = Ref::map(cell.borrow(), |pair| &pair.0);
        let again = Ref::clone(&first);
        drop(first);
        assert!(*again == 1 && cell.try_borrow_mut().is_err());
        drop(again);
        let (first, second) = Ref::map_split(cell.borrow(), |pair| (&pair.0, &pair.1));
        drop(first);
        assert!(*second == 2 && cell.try_borrow_mut().is_err());
        drop(second);
        *RefMut::map(cell.borrow_mut(), |pair| &mut pair.0) = 3;
        let (mut first, second) =
            RefMut::map_split(cell.borrow_mut(), |pair| (&mut pair.0, &mut pair.1));
        *first += *second;
        drop(second);
        assert!(cell.try_borrow().is_err());
        drop(first);
        assert_eq!(cell.into_inner(), (5, 2));
    });
}

#[test]
fn a_part_that_is_not_there_leaves_the_borrow_as_it_was() {
    always(|| {
        let cell = RefCell::new(Some(1));
        let part = Ref::filter_map(cell.borrow(), Option::as_ref).ok().unwrap();
        assert_eq!(*part, 1);
        drop(part);
        *RefMut::filter_map(cell.borrow_mut(), Option::as_mut).ok().unwrap() = 2;
        assert_eq!(cell.take(), Some(2));
        let whole = Ref::filter_map(cell.borrow(), Option::as_ref).err().unwrap();
        assert!(whole.is_none() && cell.try_borrow_mut().is_err());
        drop(whole);
        assert!(RefMut::filter_map(cell.borrow_mut(), Option::as_mut).is_err());
        assert!(cell.try_borrow_mut().is_ok());
    });
}

#[test]
fn it_is_made_copied_compared_and_printed() {
    always(|| {
        assert_eq!(*RefCell::<u8>::default().borrow(), 0);
        let cell = RefCell::from(1);
        assert!(cell == cell.clone() && cell != RefCell::new(2));
        *cell.clone().borrow_mut() = 3;
        let guard = cell.borrow();
        assert_eq!(format!("{guard} {guard:?}"), "1 1");
        drop(guard);
        let guard = cell.borrow_mut();
        assert_eq!(format!("{guard} {guard:?}"), "1 1");
        drop(guard);
        // The facade leaves out the value: looking at it would be an access, which may race.
        let printed = if IS_STD { "RefCell { value: 1 }" } else { "RefCell { .. }" };
        assert_eq!(format!("{cell:?}"), printed);
    });
}

is!(RefCell<u8>: Eq);
