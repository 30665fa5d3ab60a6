//! Threads that read and then write, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, RwLock};
}

use interleave::{cell, thread};

#[path = "../src/s4_upgrade.rs"]
mod s4_upgrade;
#[path = "../src/s5_upgradable.rs"]
mod s5_upgradable;

use expect_test::{ExpectFile, expect_file};
use interleave::FailureKind;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{RwLock, RwLockWriteGuard};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

// ANCHOR: two-upgrades
/// So many threads read, and then want to write.
fn upgrades(threads: usize) {
    let total = s5_upgradable::RwLock::<usize>::default();
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                let seen = total.read();
                let next = *seen + 1;
                *seen.upgrade() = next;
            });
        }
    });
    assert_eq!(*total.read(), threads);
}
// ANCHOR_END: two-upgrades

#[test]
fn two_readers_that_both_upgrade_wait_for_each_other() {
    let found = interleave::check(|| upgrades(2)).expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/upgrade.json"], &found);
}

#[test]
fn one_reader_can_upgrade() {
    interleave::model(|| upgrades(1));
}

/// Two threads ask for the same price, which is one higher each time a thread has to find it out.
fn two_ask(price: fn(&s4_upgrade::Prices, &AtomicUsize) -> u32) -> (u32, u32) {
    let (prices, asked) = (s4_upgrade::Prices::default(), AtomicUsize::new(0));
    thread::scope(|s| {
        let a = s.spawn(|| price(&prices, &asked));
        let b = s.spawn(|| price(&prices, &asked));
        (a.join().unwrap(), b.join().unwrap())
    })
}

fn next(asked: &AtomicUsize) -> u32 {
    asked.fetch_add(1, SeqCst) as u32 + 1
}

#[test]
fn between_reading_and_writing_another_thread_can_write() {
    let found = interleave::check(|| {
        let (a, b) = two_ask(|prices, asked| prices.price_with_a_gap("tea", || next(asked)));
        assert_eq!(a, b, "two prices for one thing");
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/gap.json"], &found);
}

#[test]
fn every_schedule_of_the_gap_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let (a, b) = two_ask(|prices, asked| prices.price_with_a_gap("tea", || next(asked)));
        if a == b { "one price" } else { "two prices" }
    });
    tree.goal = "Both threads get one price.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/gap-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn checked_again_there_is_one_price() {
    interleave::model(|| {
        assert_eq!(two_ask(|prices, asked| prices.price("tea", || next(asked))), (1, 1));
    });
}

#[test]
fn a_downgrade_lets_no_other_writer_in_between() {
    interleave::model(|| {
        let lock = RwLock::new(0);
        thread::scope(|s| {
            s.spawn(|| *lock.write().unwrap() += 10);
            // ANCHOR: downgrade
            let mut number = lock.write().unwrap();
            *number += 1;
            let written = *number;
            let number = RwLockWriteGuard::downgrade(number);
            // Other readers may come in now, and no writer was in between.
            assert_eq!(*number, written);
            // ANCHOR_END: downgrade
        });
    });
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-upgrade.txt"].assert_eq(&proofs);
}
