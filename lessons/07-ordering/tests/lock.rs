//! Every claim in chapter 07 about the lock, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{cell, hint, thread};

#[path = "../src/s3_relaxed_unlock.rs"]
mod s3_relaxed_unlock;
#[path = "../src/s4_lock.rs"]
mod s4_lock;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::trace::Phase;
use interleave::{Checker, FailureKind, Verdict};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[track_caller]
fn explored(verdict: Verdict) -> String {
    let explored = verdict.expect_holds();
    assert!(explored.is_exhaustive());
    format!("{explored}\n")
}

// ANCHOR: two-deposits
/// Two threads each add 1 under a lock, with a load and a store.
fn two_deposits<L: Default + Sync>(acquire: fn(&L), release: fn(&L)) {
    let (lock, balance) = (L::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                acquire(&lock);
                let seen = balance.load(Relaxed);
                balance.store(seen + 1, Relaxed);
                release(&lock);
            });
        }
    });
    let balance = balance.load(Relaxed);
    assert!(balance == 2, "two deposits were made, but the balance is {balance}");
}
// ANCHOR_END: two-deposits

#[test]
fn a_lock_released_with_relaxed_loses_nothing_in_any_interleaving() {
    use s3_relaxed_unlock::BinaryLock;
    let checker = Checker::new().order_only();
    checker.model(|| two_deposits(BinaryLock::acquire, BinaryLock::release));
}

#[test]
fn a_lock_released_with_relaxed_loses_an_update_on_weak_memory() {
    use s3_relaxed_unlock::BinaryLock;
    let found = interleave::check(|| {
        two_deposits(BinaryLock::acquire, BinaryLock::release);
    })
    .expect_fails(FailureKind::Assertion);
    assert_eq!(found.phase, Phase::Memory);
    check_snapshot(expect_file!["../traces/relaxed-unlock.json"], &found);
}

#[test]
fn under_a_lock_with_acquire_and_release_nothing_is_lost() {
    use s4_lock::BinaryLock;
    let deposits = || two_deposits(BinaryLock::acquire, BinaryLock::release);
    interleave::model(deposits);
    expect_file!["../outputs/lock.txt"].assert_eq(&explored(interleave::check(deposits)));
}

/// A cell that is used only under a lock.
struct Guarded(cell::Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Guarded {}

// ANCHOR: plain-data
/// The same with a balance in a cell, which isn't atomic, as in chapter 6.
fn two_plain_deposits<L: Default + Sync>(acquire: fn(&L), release: fn(&L)) {
    let (lock, balance) = (L::default(), Guarded(cell::Cell::new(0)));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let Guarded(balance) = &balance;
                acquire(&lock);
                balance.set(balance.get() + 1);
                release(&lock);
            });
        }
    });
}
// ANCHOR_END: plain-data

#[test]
fn on_plain_data_a_relaxed_unlock_is_a_data_race() {
    use s3_relaxed_unlock::BinaryLock;
    let found = interleave::check(|| {
        two_plain_deposits(BinaryLock::acquire, BinaryLock::release);
    })
    .expect_fails(FailureKind::DataRace);
    check_snapshot(expect_file!["../traces/data-race.json"], &found);
}

#[test]
fn under_a_lock_with_acquire_and_release_plain_data_has_no_data_race() {
    use s4_lock::BinaryLock;
    interleave::model(|| two_plain_deposits(BinaryLock::acquire, BinaryLock::release));
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-lock.txt"].assert_eq(&proofs);
}
