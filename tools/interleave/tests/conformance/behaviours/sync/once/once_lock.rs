//! `OnceLock`: a place that is filled once.

use super::panic_of;
use super::world::{always, one_of, sync, thread};
use std::cell::Cell;
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::OnceLock;

is!(OnceLock<u8>: Send + Sync + UnwindSafe + RefUnwindSafe);
is!(OnceLock<Cell<u8>>: Send);
is_not!(OnceLock<Cell<u8>>: Sync);

#[test]
fn the_first_to_set_it_wins() {
    one_of([1, 2], || {
        let place = OnceLock::new();
        let won = thread::scope(|s| {
            let other = s.spawn(|| place.set(1));
            let mine = place.set(2);
            [mine, other.join().unwrap()]
        });
        let value = *place.get().unwrap();
        let lost = 3 - value;
        assert!(won.contains(&Ok(())) && won.contains(&Err(lost)));
        value
    });
}

#[test]
fn everybody_gets_the_value_that_one_of_them_made() {
    always(|| {
        let place = OnceLock::new();
        let [a, b] = thread::scope(|s| {
            let other = s.spawn(|| *place.get_or_init(|| 1));
            [*place.get_or_init(|| 2), other.join().unwrap()]
        });
        assert!(a == b && place.get() == Some(&a));
    });
}

#[test]
fn to_wait_for_the_value_is_to_get_it() {
    always(|| {
        let place = OnceLock::new();
        thread::scope(|s| {
            s.spawn(|| place.set(1));
            assert_eq!(place.wait(), &1);
        });
    });
}

#[test]
fn a_panic_leaves_it_empty() {
    always(|| {
        let place = OnceLock::new();
        assert_eq!(panic_of(|| place.get_or_init(|| panic!("on purpose"))), "on purpose");
        assert_eq!(place.get(), None);
        assert_eq!(place.get_or_init(|| 2), &2);
    });
}

#[test]
fn an_exclusive_borrow_may_change_and_empty_it() {
    always(|| {
        let mut place = const { OnceLock::new() };
        assert_eq!(place.get_mut(), None);
        assert_eq!(place.take(), None);
        place.set(1).unwrap();
        *place.get_mut().unwrap() += 1;
        assert_eq!(place.get(), Some(&2));
        assert_eq!((place.take(), place.get()), (Some(2), None));
        place.set(3).unwrap();
        assert_eq!(place.into_inner(), Some(3));
        assert_eq!(OnceLock::<u8>::new().into_inner(), None);
    });
}

#[test]
fn it_is_made_copied_compared_and_printed() {
    always(|| {
        let (empty, full) = (OnceLock::<u8>::default(), OnceLock::from(1));
        assert_eq!((empty.get(), full.get()), (None, Some(&1)));
        assert!(empty == empty.clone() && full == full.clone() && empty != full);
        assert_eq!(format!("{empty:?} {full:?}"), "OnceLock(<uninit>) OnceLock(1)");
    });
}

#[test]
fn its_value_is_dropped_with_it() {
    struct Counts<'a>(&'a Cell<u32>);

    impl Drop for Counts<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }

    always(|| {
        let dropped = Cell::new(0);
        let place = OnceLock::new();
        assert!(place.set(Counts(&dropped)).is_ok());
        drop(place);
        assert_eq!(dropped.get(), 1);
    });
}
