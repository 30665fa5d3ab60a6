//! A second opinion: loom finds the same results, where it is exact; and one program where it is not.

#![allow(clippy::duplicate_mod, reason = "one source, several worlds")]

use std::collections::BTreeSet;
use std::sync::atomic::Ordering::*;
use std::sync::{Arc, Mutex};

use interleave::Checker;

#[allow(dead_code, reason = "the programs are shared, and not each of them is for loom")]
#[path = "worlds/loom.rs"]
mod loom_world;
#[allow(dead_code, reason = "as above")]
#[path = "worlds/interleave.rs"]
mod our_world;

use loom_world::programs as theirs;
use our_world::programs as ours;

fn on_loom<T: Ord + Send + 'static>(
    program: impl Fn() -> T + Send + Sync + 'static,
) -> BTreeSet<T> {
    let found = Arc::new(Mutex::new(BTreeSet::new()));
    let each = Arc::clone(&found);
    loom::model(move || {
        let result = program();
        each.lock().unwrap().insert(result);
    });
    std::mem::take(&mut *found.lock().unwrap())
}

fn on_ours<T: Ord + Clone>(checker: &Checker, program: impl Fn() -> T) -> BTreeSet<T> {
    checker.outcomes(program).values().cloned().collect()
}

#[test]
fn a_racy_counter_has_the_same_results() {
    let found = on_ours(&Checker::new(), || ours::racy_counter(2));
    assert_eq!(found, on_loom(|| theirs::racy_counter(2)));
    assert_eq!(found, BTreeSet::from([1, 2]));
    let found = on_ours(&Checker::new(), || ours::racy_counter(3));
    assert_eq!(found, on_loom(|| theirs::racy_counter(3)));
}

#[test]
fn a_counter_behind_a_lock_has_the_same_result() {
    let expected = BTreeSet::from([2]);
    assert_eq!(on_loom(|| theirs::mutex_counter(2)), expected);
    assert_eq!(on_ours(&Checker::new(), || ours::mutex_counter(2)), expected);
    assert_eq!(on_loom(|| theirs::exchange_lock(2)), expected);
    assert_eq!(on_ours(&Checker::new(), || ours::exchange_lock(2)), expected);
}

#[test]
fn a_message_is_seen_alike() {
    for (store, load) in
        [(Relaxed, Relaxed), (Release, Relaxed), (Relaxed, Acquire), (Release, Acquire)]
    {
        let found = on_ours(&Checker::new(), || ours::message_passing(store, load));
        assert_eq!(found, on_loom(move || theirs::message_passing(store, load)));
    }
}

#[test]
fn buffered_stores_are_seen_alike() {
    for (store, load) in [(Relaxed, Relaxed), (Release, Acquire)] {
        let found = on_ours(&Checker::new(), || ours::store_buffering(store, load));
        assert_eq!(found, on_loom(move || theirs::store_buffering(store, load)));
    }
}

/// Loom takes `SeqCst` for `AcqRel`: a false alarm that must not be ours.
#[test]
fn loom_lets_sequentially_consistent_stores_be_buffered() {
    assert!(on_loom(|| theirs::store_buffering(SeqCst, SeqCst)).contains(&(0, 0)));
    let found = on_ours(&Checker::new(), || ours::store_buffering(SeqCst, SeqCst));
    assert_eq!(found, BTreeSet::from([(0, 1), (1, 0), (1, 1)]));
}

/// Loom compares a store with the last access only, and so takes one thread's look for another's.
#[test]
fn loom_misses_a_result_that_a_threads_own_look_hides() {
    assert_eq!(on_loom(theirs::look_then_store), BTreeSet::from([0]));
    assert_eq!(on_ours(&Checker::new(), ours::look_then_store), BTreeSet::from([0, 1]));
}
