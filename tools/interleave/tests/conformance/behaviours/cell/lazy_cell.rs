//! `LazyCell`: a value that its first user makes, on one thread.

use super::panic_of;
use super::world::{IS_STD, always, cell};
use cell::{Cell, LazyCell};

is!(LazyCell<u8>: Send);
is_not!(LazyCell<u8>: Sync);

#[test]
fn the_first_use_makes_the_value() {
    always(|| {
        let times = Cell::new(0);
        let value = LazyCell::new(|| {
            times.update(|n| n + 1);
            7
        });
        assert_eq!((times.get(), LazyCell::get(&value)), (0, None));
        assert_eq!((*value, LazyCell::force(&value), times.get()), (7, &7, 1));
        assert_eq!(LazyCell::get(&value), Some(&7));
    });
}

#[test]
fn an_exclusive_borrow_may_change_it() {
    always(|| {
        let mut value = LazyCell::new(|| 1);
        assert_eq!(LazyCell::get_mut(&mut value), None);
        *LazyCell::force_mut(&mut value) += 1;
        *LazyCell::get_mut(&mut value).unwrap() += 1;
        *value += 1;
        assert_eq!(*value, 4);
    });
}

#[test]
fn a_panic_is_forever() {
    always(|| {
        let value = LazyCell::<u8, _>::new(|| panic!("on purpose"));
        assert_eq!(panic_of(|| *value), "on purpose");
        assert_eq!(panic_of(|| *value), "LazyCell instance has previously been poisoned");
    });
}

#[test]
fn it_is_made_of_nothing_and_prints() {
    always(|| {
        let value = LazyCell::<u8>::default();
        assert_eq!(*value, 0);
        // The facade leaves out the value: looking at it would be an access, which may race.
        let printed = if IS_STD { "LazyCell(0)" } else { "LazyCell { .. }" };
        assert_eq!(format!("{value:?}"), printed);
    });
}
