//! Loom's own tests of its `Arc`, and programs that both run: the same results.

#[path = "on_loom.rs"]
mod on_loom;
#[path = "on_ours.rs"]
mod on_ours;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use on_loom::programs as theirs;
use on_ours::programs as ours;

fn loom<T: Ord + Send + 'static>(program: impl Fn() -> T + Send + Sync + 'static) -> BTreeSet<T> {
    let found = Arc::new(Mutex::new(BTreeSet::new()));
    let each = Arc::clone(&found);
    loom::model(move || {
        let result = program();
        each.lock().unwrap().insert(result);
    });
    std::mem::take(&mut *found.lock().unwrap())
}

fn own<T: Ord + Clone>(program: impl Fn() -> T) -> BTreeSet<T> {
    interleave::outcomes(program).values().cloned().collect()
}

#[test]
fn unwrapping_is_found_in_the_same_way() {
    let found = own(ours::two_unwraps);
    assert_eq!(found, loom(theirs::two_unwraps));
    assert_eq!(found.len(), 3);
}

/// Loom reads the count, but does not let the other thread go first.
#[test]
fn loom_misses_a_count_beside_a_drop() {
    assert_eq!(loom(theirs::count_beside_a_drop), BTreeSet::from([2]));
    assert_eq!(own(ours::count_beside_a_drop), BTreeSet::from([1, 2]));
}

#[test]
fn a_mutable_borrow_beside_a_drop_is_found_alike() {
    let found = own(ours::get_mut_beside_a_drop);
    assert_eq!(found, loom(theirs::get_mut_beside_a_drop));
    assert_eq!(found, BTreeSet::from([false, true]));
}

#[test]
fn what_the_destructor_sees_is_found_alike() {
    let found = own(ours::destructor_beside_a_store);
    assert_eq!(found, loom(theirs::destructor_beside_a_store));
    assert_eq!(found, BTreeSet::from([0, 1]));
}

#[test]
fn looms_own_tests_hold() {
    own(ours::basic_usage);
    own(ours::sync_in_drop);
    own(ours::try_unwrap_succeeds);
    own(ours::try_unwrap_fails);
    own(ours::try_unwrap_multithreaded);
    loom(theirs::basic_usage);
    loom(theirs::sync_in_drop);
    loom(theirs::try_unwrap_succeeds);
    loom(theirs::try_unwrap_fails);
    loom(theirs::try_unwrap_multithreaded);
}
