//! A third opinion: shuttle's exhaustive scheduler finds the same results of small programs.

#![allow(clippy::duplicate_mod, reason = "one source, several worlds")]

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, Mutex};

use interleave::{Checker, FailureKind};

#[allow(dead_code, reason = "the programs are shared, and not each of them is for shuttle")]
#[path = "worlds/interleave.rs"]
mod our_world;
#[allow(dead_code, reason = "as above")]
#[path = "worlds/shuttle.rs"]
mod shuttle_world;

use our_world::programs as ours;
use shuttle_world::programs as theirs;

#[track_caller]
fn check<T: Ord + Clone + std::fmt::Debug + Send + 'static>(
    our: impl Fn() -> T,
    their: impl Fn() -> T + Send + Sync + 'static,
) {
    let found = Arc::new(Mutex::new(BTreeSet::new()));
    let each = Arc::clone(&found);
    shuttle::check_dfs(move || _ = each.lock().unwrap().insert(their()), None);
    let outcomes = Checker::new().order_only().outcomes(our);
    let ours: BTreeSet<T> = outcomes.values().cloned().collect();
    assert_eq!(ours, *found.lock().unwrap());
}

#[test]
fn counters_have_the_same_results() {
    check(|| ours::racy_counter(2), || theirs::racy_counter(2));
    check(|| ours::mutex_counter(2), || theirs::mutex_counter(2));
}

#[test]
fn messages_and_buffered_stores_are_seen_alike() {
    check(|| ours::message_passing(SeqCst, SeqCst), || theirs::message_passing(SeqCst, SeqCst));
    check(|| ours::store_buffering(SeqCst, SeqCst), || theirs::store_buffering(SeqCst, SeqCst));
}

#[test]
fn a_threads_own_look_hides_nothing() {
    check(ours::look_then_store, theirs::look_then_store);
}

#[test]
fn both_find_the_deadlock_of_two_philosophers() {
    let theirs = catch_unwind(AssertUnwindSafe(|| {
        shuttle::check_dfs(|| theirs::philosophers(2), None);
    }));
    let message = theirs.unwrap_err();
    let message = message.downcast_ref::<String>().expect("a message");
    assert!(message.contains("deadlock"), "{message}");
    interleave::check(|| ours::philosophers(2)).expect_fails(FailureKind::Deadlock);
}
