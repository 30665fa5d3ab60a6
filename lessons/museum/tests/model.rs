//! How each bug breaks, and that its fix holds, explored.

// Everything is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same models, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, MutexGuard, atomic};
}

use interleave::{cell, futex, hint, thread};

#[path = "../src/condvar.rs"]
mod condvar;
#[path = "../src/mended/mod.rs"]
mod mended;
#[path = "../src/shipped/mod.rs"]
mod shipped;

use expect_test::expect_file;
use interleave::trace::Phase;
use interleave::{Checker, Counterexample, ReplayError, Verdict};
use mended::scenes as with_the_fix;
use shipped::scenes as as_shipped;

#[track_caller]
fn check_snapshot(name: &str, data: &impl serde::Serialize) {
    let path = format!("{}/traces/{name}.json", env!("CARGO_MANIFEST_DIR"));
    expect_file![path].assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// Explores a scene until it breaks in this way, and keeps the picture.
#[track_caller]
fn breaks(scene: fn(), kind: &str, name: &str) -> Counterexample {
    match interleave::check(scene) {
        Verdict::Fails(found) if found.kind() == kind => {
            check_snapshot(name, &found);
            found
        }
        other => panic!("{other:?}"),
    }
}

/// Every schedule of a scene, for the reader; `kept` is what it ends with if nothing breaks.
#[track_caller]
fn check_schedules(scene: fn(), kept: &'static str, name: &str) {
    let mut tree = interleave::schedules(|| {
        scene();
        kept
    });
    let broken = tree.endings().iter().filter(|end| end.failure.is_some()).count();
    assert!(0 < broken && broken < tree.len(), "{broken} of {}", tree.len());
    tree.goal = kept.into();
    let path = format!("{}/traces/{name}-schedules.json", env!("CARGO_MANIFEST_DIR"));
    expect_file![path].assert_eq(&(serde_json::to_string(&tree).unwrap() + "\n"));
}

#[test]
fn the_bus_task_can_be_late_because_of_a_task_that_never_touches_the_mutex() {
    let found = breaks(as_shipped::pathfinder, "assertion", "pathfinder");
    assert_eq!(found.preemptions, 1);
}

#[test]
fn with_priority_inheritance_the_bus_task_is_never_late() {
    interleave::model(with_the_fix::pathfinder);
}

#[test]
fn a_woken_thread_can_sleep_on_beside_a_free_lock() {
    breaks(as_shipped::musl, "lost_wakeup", "musl");
    check_schedules(as_shipped::musl_again, "both are done", "musl");
}

#[test]
fn a_thread_that_marks_the_lock_before_each_sleep_is_woken() {
    interleave::model(with_the_fix::musl_again);
    Checker::new().order_only().model(with_the_fix::musl);
}

#[test]
fn a_block_that_was_found_late_can_be_freed_twice() {
    breaks(as_shipped::crossbeam, "assertion", "crossbeam");
    check_schedules(as_shipped::crossbeam, "freed once", "crossbeam");
}

#[test]
fn a_block_that_is_always_taken_away_is_freed_once() {
    interleave::model(with_the_fix::crossbeam);
}

#[test]
fn a_print_can_take_the_token_that_was_meant_for_the_wait() {
    breaks(as_shipped::std_docs, "lost_wakeup", "std-docs");
    check_schedules(as_shipped::std_docs, "A is woken", "std-docs");
}

#[test]
fn a_thread_that_prints_before_it_looks_is_woken() {
    interleave::model(with_the_fix::std_docs);
}

#[test]
fn a_notification_can_come_before_the_wait_however_long_the_test_sleeps() {
    let found = breaks(as_shipped::sleep, "lost_wakeup", "sleep");
    assert_eq!(found.phase, Phase::Order);
}

/// What Miri met: its clock lets the thread wait first, but a load may still miss that.
#[test]
fn a_load_after_a_sleep_can_miss_a_thread_that_waits() {
    let schedule = "AAAAA MM M:1";
    match Checker::new().memory_only().try_replay(schedule, as_shipped::sleep) {
        Err(ReplayError::Fails(found)) => {
            assert_eq!(found.kind(), "lost_wakeup", "{found}");
            assert!(found.trace.steps.iter().any(|step| step.stale.is_some()), "{found}");
            check_snapshot("sleep-stale", &found);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_test_that_asks_if_the_thread_waits_wakes_it() {
    interleave::model(with_the_fix::sleep);
}

#[test]
fn settings_that_are_made_can_be_empty() {
    let found = breaks(as_shipped::java, "assertion", "java");
    assert_eq!(found.phase, Phase::Memory, "in order, nothing goes wrong: {found}");
}

#[test]
fn settings_that_are_acquired_are_complete() {
    interleave::model(with_the_fix::java);
}

#[test]
fn a_relaxed_release_lets_two_writers_race() {
    breaks(as_shipped::spin, "data_race", "spin");
}

#[test]
fn two_writers_with_a_release_never_race() {
    interleave::model(with_the_fix::spin);
}

#[test]
fn a_failed_exchange_that_acquires_nothing_lets_a_writer_race_with_a_reader() {
    breaks(as_shipped::parking_lot, "data_race", "parking-lot");
}

#[test]
fn a_writer_that_acquires_also_when_it_fails_waits_for_the_reader() {
    interleave::model(with_the_fix::parking_lot);
}

#[test]
fn an_exchange_of_equal_addresses_can_link_a_node_that_is_gone() {
    let found = breaks(as_shipped::std_rwlock, "assertion", "std-rwlock");
    assert_eq!(found.phase, Phase::Order);
    check_schedules(as_shipped::std_rwlock, "what B found is still there", "std-rwlock");
}

#[test]
fn an_exchange_that_also_compares_the_filling_links_only_what_is_there() {
    interleave::model(with_the_fix::std_rwlock);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
