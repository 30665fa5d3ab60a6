//! `LazyLock`: a value that its first user makes.

use super::panic_of;
use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::{always, sync, thread};
use std::cell::Cell;
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::LazyLock;

is!(LazyLock<u8>: Send + Sync + UnwindSafe + RefUnwindSafe);
is!(LazyLock<u8, Cell<u8>>: Sync);
is_not!(LazyLock<Cell<u8>>: Sync);

#[test]
fn the_first_user_makes_the_value_and_the_others_wait() {
    always(|| {
        let times = AtomicU32::new(0);
        // Relaxed: the lock brings along what was done in it.
        let value = LazyLock::new(|| times.fetch_add(1, Relaxed) + 7);
        thread::scope(|s| {
            s.spawn(|| assert_eq!(*value, 7));
            assert_eq!(LazyLock::force(&value), &7);
            assert_eq!(times.load(Relaxed), 1);
        });
    });
}

#[test]
fn until_its_first_use_there_is_nothing() {
    always(|| {
        let mut value = LazyLock::new(|| 1);
        assert_eq!(LazyLock::get(&value), None);
        assert_eq!(LazyLock::get_mut(&mut value), None);
        assert_eq!(format!("{value:?}"), "LazyLock(<uninit>)");
        assert_eq!(*value, 1);
        assert_eq!(LazyLock::get(&value), Some(&1));
        assert_eq!(LazyLock::get_mut(&mut value), Some(&mut 1));
        assert_eq!(format!("{value:?}"), "LazyLock(1)");
    });
}

#[test]
fn an_exclusive_borrow_may_change_it() {
    always(|| {
        let mut value = LazyLock::new(|| 1);
        *LazyLock::force_mut(&mut value) += 1;
        *value += 1;
        assert_eq!(*value, 3);
    });
}

#[test]
fn a_panic_poisons_it_for_good() {
    always(|| {
        let value: LazyLock<u8> = const { LazyLock::new(|| panic!("on purpose")) };
        assert_eq!(panic_of(|| *value), "on purpose");
        let poisoned = "LazyLock instance has previously been poisoned";
        assert_eq!(panic_of(|| *value), poisoned);
        assert_eq!(LazyLock::get(&value), None);
    });
}

#[test]
fn by_default_it_makes_the_default() {
    always(|| assert_eq!(*LazyLock::<u8>::default(), 0));
}
