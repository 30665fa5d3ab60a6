//! What holds on real threads, whatever the scheduler does.

#[allow(dead_code, reason = "its `main` is for those who run it")]
#[path = "../examples/orders.rs"]
mod orders;

use std::panic::{AssertUnwindSafe, catch_unwind};

use expect_test::expect_file;
use lesson06::s4_owns::Lock;
use lesson06::threads::side_by_side;

#[test]
fn no_order_of_four_waiters_is_lost() {
    expect_file!["../outputs/orders.txt"].assert_eq(&orders::story());
}

#[test]
fn a_panic_in_the_middle_releases_the_lock() {
    let list = Lock::new(vec![1]);
    let panics = catch_unwind(AssertUnwindSafe(|| {
        let list = list.lock();
        list[7]
    }));
    assert!(panics.is_err());
    list.lock().push(2);
    assert_eq!(list.into_inner(), [1, 2]);
}

/// The explorer counts `get` of a cell as a write, so this runs on real threads.
#[test]
fn a_guard_can_be_shared_if_its_value_can() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    side_by_side(|| assert_eq!(*guard, 7), || assert_eq!(*guard, 7));
}

#[test]
fn a_lock_drops_its_value_once() {
    let value = std::sync::Arc::new(());
    let lock = Lock::new(value.clone());
    drop(lock.lock());
    drop(lock);
    assert_eq!(std::sync::Arc::strong_count(&value), 1);
}
