//! Every claim in chapter 06 about threads, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// The cell, in this world.
mod cell {
    pub use interleave::cell::UnsafeCell;
}

/// How a thread says that it is waiting, in this world.
mod hint {
    pub use interleave::hint::spin_loop;
}

/// The threads, in this world.
mod thread {
    pub use interleave::thread::scope;
}

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[path = "../src/s2_beside.rs"]
mod s2_beside;
#[path = "../src/s3_two_locks.rs"]
mod s3_two_locks;
#[path = "../src/s4_owns.rs"]
mod s4_owns;
#[path = "../src/threads.rs"]
mod threads;

use expect_test::{ExpectFile, expect_file};
use interleave::cell::Cell;
use interleave::trace::Cause;
use interleave::{Checker, Counterexample, FailureKind, Verdict};
use s4_owns::Lock;
use threads::side_by_side;

#[track_caller]
fn check_data_race(verdict: Verdict) -> Counterexample {
    let found = verdict.expect_fails(FailureKind::DataRace);
    // No step between the two accesses has an ordering that could be too weak.
    assert_eq!(found.cause, Cause::OrderOfSteps, "{found}");
    found
}

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

// ANCHOR: forgotten
fn a_waiter_adds_and_a_cook_counts() {
    let orders = s2_beside::Orders::default();
    side_by_side(|| orders.add("soup"), || _ = orders.count());
}
// ANCHOR_END: forgotten

#[test]
fn a_forgotten_lock_is_a_data_race() {
    let race = check_data_race(interleave::check(a_waiter_adds_and_a_cook_counts));
    check_snapshot(expect_file!["../traces/forgotten.json"], &race);
}

#[test]
fn with_the_lock_there_is_no_data_race() {
    interleave::model(|| {
        let orders = s2_beside::Orders::default();
        side_by_side(|| orders.add("soup"), || orders.add("fish"));
        assert_eq!(orders.count(), 2);
    });
}

// ANCHOR: two-locks
fn a_waiter_adds_and_a_cook_takes() {
    let orders = s3_two_locks::Orders::default();
    side_by_side(|| orders.add("soup"), || _ = orders.take());
}
// ANCHOR_END: two-locks

#[test]
fn two_locks_over_one_list_are_a_data_race() {
    let race = check_data_race(interleave::check(a_waiter_adds_and_a_cook_takes));
    check_snapshot(expect_file!["../traces/two-locks.json"], &race);
}

// ANCHOR: holds
#[test]
fn accesses_through_the_guard_have_no_data_race() {
    interleave::model(|| {
        let orders = Lock::new(Vec::new());
        side_by_side(
            || orders.lock().push("soup"),
            || {
                let mut orders = orders.lock();
                orders.push("fish");
                assert_eq!(orders.pop(), Some("fish"), "another thread got in between");
            },
        );
        assert_eq!(orders.into_inner(), ["soup"]);
    });
}
// ANCHOR_END: holds

#[test]
fn of_three_increments_none_is_lost() {
    let explored = interleave::check(|| {
        let counter = Lock::new(0);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| *counter.lock() += 1);
            }
        });
        assert_eq!(counter.into_inner(), 3, "three increments were made");
    })
    .expect_holds();
    assert!(explored.is_exhaustive());
    assert!(explored.memory_executions().is_some(), "weak memory was explored");
    expect_file!["../outputs/holds.txt"].assert_eq(&format!("{explored}\n"));
}

#[test]
fn a_thread_that_owns_the_lock_acquires_nothing() {
    let explored = interleave::check(|| {
        let mut counter = Lock::new(6);
        *counter.get_mut() += 1;
        assert_eq!(counter.into_inner(), 7);
    })
    .expect_holds();
    assert_eq!(explored.most(interleave::trace::Operation::Swap), 0);
}

#[test]
fn a_panic_releases_the_lock() {
    Checker::new().order_only().model(|| {
        let orders = Lock::new(0);
        thread::scope(|s| {
            let panics = s.spawn(|| {
                let _guard = orders.lock();
                panic!("on purpose");
            });
            assert!(panics.join().is_err());
        });
        assert_eq!(*orders.lock(), 0);
    });
}

// ANCHOR: cell-holds
#[test]
fn a_cell_is_safe_behind_the_lock() {
    interleave::model(|| {
        let tables = Lock::new(Cell::new(0));
        let add = || {
            let tables = tables.lock();
            tables.set(tables.get() + 1);
        };
        side_by_side(add, add);
        assert_eq!(tables.into_inner().get(), 2);
    });
}
// ANCHOR_END: cell-holds

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
