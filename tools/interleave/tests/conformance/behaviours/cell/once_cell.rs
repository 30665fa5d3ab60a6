//! `OnceCell`: a place that is filled once, on one thread.

use super::panic_of;
use super::world::{IS_STD, always, cell::OnceCell};

is!(OnceCell<u8>: Send + Eq);
is_not!(OnceCell<u8>: Sync);

#[test]
fn the_first_to_set_it_wins() {
    always(|| {
        let place = OnceCell::new();
        assert_eq!((place.get(), place.set(1), place.set(2)), (None, Ok(()), Err(2)));
        assert_eq!((place.get(), place.get_or_init(|| 3)), (Some(&1), &1));
    });
}

#[test]
fn a_thread_that_finds_it_empty_may_make_the_value() {
    always(|| {
        let place = OnceCell::new();
        assert_eq!(panic_of(|| place.get_or_init(|| panic!("on purpose"))), "on purpose");
        assert_eq!((place.get(), place.get_or_init(|| 1), place.get()), (None, &1, Some(&1)));
        let place = OnceCell::new();
        let fills_itself = || place.get_or_init(|| *place.get_or_init(|| 1));
        assert_eq!(panic_of(|| _ = fills_itself()), "reentrant init");
    });
}

#[test]
fn an_exclusive_borrow_may_change_and_empty_it() {
    always(|| {
        let mut place = const { OnceCell::new() };
        assert_eq!(place.get_mut(), None);
        assert_eq!(place.take(), None);
        place.set(1).unwrap();
        *place.get_mut().unwrap() += 1;
        assert_eq!((place.take(), place.get()), (Some(2), None));
        place.set(3).unwrap();
        assert_eq!(place.into_inner(), Some(3));
    });
}

#[test]
fn it_is_made_copied_compared_and_printed() {
    always(|| {
        let (empty, full) = (OnceCell::<u8>::default(), OnceCell::from(1));
        assert_eq!((empty.get(), full.get()), (None, Some(&1)));
        assert!(empty == empty.clone() && full == full.clone() && empty != full);
        // The facade leaves out the value: looking at it would be an access, which may race.
        let printed = if IS_STD { "OnceCell(1)" } else { "OnceCell { .. }" };
        assert_eq!(format!("{full:?}"), printed);
    });
}
