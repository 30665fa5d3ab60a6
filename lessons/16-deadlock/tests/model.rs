//! Every claim of chapter 16 about threads, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::Mutex;
}

use std::sync::Arc;

use interleave::thread;

#[path = "../src/s1_transfer.rs"]
mod s1_transfer;
#[path = "../src/s2_ordered.rs"]
mod s2_ordered;
#[path = "../src/s3_philosophers.rs"]
mod s3_philosophers;
#[path = "../src/s4_back_off.rs"]
mod s4_back_off;
#[path = "../src/s5_told_inside.rs"]
mod s5_told_inside;
#[path = "../src/s6_told_after.rs"]
mod s6_told_after;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::trace::Failure;
use interleave::{Counterexample, FailureKind};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// Which thread waits for which, if the program deadlocks.
#[track_caller]
fn waits_for(found: &Counterexample) -> Vec<(usize, usize)> {
    let Failure::Deadlock { waiting } = &found.failure else { panic!("{found}") };
    waiting.iter().filter_map(|waiting| Some((waiting.thread, waiting.on?))).collect()
}

// ANCHOR: two-ways
/// A moves money from left to right, and B from right to left.
fn two_ways() {
    use s1_transfer::{Account, transfer};
    let (left, right) = (Account::new(10), Account::new(10));
    thread::scope(|s| {
        s.spawn(|| transfer(&left, &right, 3));
        s.spawn(|| transfer(&right, &left, 5));
    });
    assert_eq!((left.balance(), right.balance()), (12, 8));
}
// ANCHOR_END: two-ways

#[test]
fn two_transfers_in_opposite_directions_can_deadlock() {
    let found = interleave::check(two_ways).expect_fails(FailureKind::Deadlock);
    // A waits for B, and B for A. (Main waits for one of them.)
    assert_eq!(found.preemptions, 1);
    let circle = waits_for(&found);
    assert!(circle.contains(&(1, 2)) && circle.contains(&(2, 1)), "{circle:?}");
    check_snapshot(expect_file!["../traces/deadlock.json"], &found);
    // The report names both places at which each lock is acquired.
    let report = found.to_string();
    assert!(report.contains("for the lock `balance#2`: B acquired it in step 2"), "{report}");
    assert!(report.contains("for the lock `balance#1`: A acquired it in step 1"), "{report}");
}

#[test]
fn every_schedule_of_two_transfers_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        use s1_transfer::{Account, transfer};
        let (left, right) = (Account::new(10), Account::new(10));
        thread::scope(|s| {
            s.spawn(|| transfer(&left, &right, 3));
            s.spawn(|| transfer(&right, &left, 5));
        });
        "both are done"
    });
    tree.goal = "Both transfers are done.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/two-ways-schedules.json"].assert_eq(&(json + "\n"));
}

#[test]
fn in_order_transfers_never_deadlock() {
    // ANCHOR: ordered
    interleave::model(|| {
        use s2_ordered::{Account, transfer};
        let accounts = [Account::new(1, 10), Account::new(2, 10), Account::new(3, 10)];
        let [a, b, c] = &accounts;
        thread::scope(|s| {
            s.spawn(|| transfer(a, b, 3) && transfer(b, a, 1));
            s.spawn(|| transfer(b, c, 4));
            s.spawn(|| transfer(c, a, 5));
        });
        assert_eq!(accounts.map(|account| account.balance()), [13, 8, 9]);
    });
    // ANCHOR_END: ordered
}

#[test]
fn an_account_can_pay_itself() {
    interleave::model(|| {
        use s2_ordered::{Account, transfer};
        let account = Account::new(1, 10);
        assert!(transfer(&account, &account, 10));
        assert!(!transfer(&account, &account, 11));
        assert_eq!(account.balance(), 10);
    });
}

#[test]
fn an_account_that_pays_itself_waits_for_itself_without_an_order() {
    let found = interleave::check(|| {
        let account = s1_transfer::Account::new(10);
        s1_transfer::transfer(&account, &account, 1);
    })
    .expect_fails(FailureKind::Deadlock);
    assert_eq!(waits_for(&found), [(0, 0)]);
}

/// `seats` philosophers eat once each.
fn dine(seats: usize, eat: fn(&s3_philosophers::Table, usize)) {
    let table = s3_philosophers::Table::new(seats);
    thread::scope(|s| {
        for seat in 0..seats {
            let table = &table;
            s.spawn(move || eat(table, seat));
        }
    });
}

#[test]
fn three_philosophers_can_wait_for_each_other_in_a_circle() {
    let found = interleave::check(|| dine(3, s3_philosophers::Table::left_first))
        .expect_fails(FailureKind::Deadlock);
    let circle = waits_for(&found);
    for pair in [(1, 2), (2, 3), (3, 1)] {
        assert!(circle.contains(&pair), "{circle:?}");
    }
    check_snapshot(expect_file!["../traces/philosophers.json"], &found);
}

#[test]
fn with_the_smaller_fork_first_three_philosophers_never_deadlock() {
    interleave::model(|| dine(3, s3_philosophers::Table::smaller_first));
}

#[test]
fn with_the_smaller_fork_first_four_philosophers_never_deadlock() {
    interleave::model(|| dine(4, s3_philosophers::Table::smaller_first));
}

// ANCHOR: livelock
/// Three philosophers try to eat, each `times` times at most. Returns how many tries failed.
fn polite(times: usize) -> u32 {
    let (table, hungry) = (s4_back_off::Table::new(3), AtomicU32::new(0));
    thread::scope(|s| {
        for seat in 0..3 {
            let (table, hungry) = (&table, &hungry);
            s.spawn(move || {
                for _ in 0..times {
                    if table.try_to_eat(seat) {
                        break;
                    }
                    hungry.fetch_add(1, SeqCst);
                }
            });
        }
    });
    hungry.into_inner()
}
// ANCHOR_END: livelock

#[test]
fn three_philosophers_who_back_off_can_go_hungry_for_as_long_as_you_like() {
    // ANCHOR: hungry
    // Each picks up the left fork, each finds the right one taken, each puts the left one back, and each counts.
    let round = "ABC ABC ABC ABC ";
    for rounds in [1, 2, 100] {
        let run = interleave::replay(&round.repeat(rounds), || polite(rounds));
        assert_eq!(run.value, 3 * rounds as u32, "every try failed");
    }
    // ANCHOR_END: hungry
    let run = interleave::replay(&round.repeat(2), || polite(2));
    check_snapshot(expect_file!["../traces/livelock.json"], &run.trace);
}

#[test]
fn philosophers_who_back_off_never_deadlock() {
    interleave::model(|| polite(1));
    // In some schedule no try fails, and in another all do.
    let found = interleave::outcomes(|| polite(1));
    assert!(found.values().eq(&[0, 1, 2, 3]), "{:?}", found.values().collect::<Vec<_>>());
}

#[test]
fn a_listener_that_asks_the_thermometer_waits_for_its_own_thread() {
    let found = interleave::check(|| {
        // ANCHOR: asks
        let thermometer = s5_told_inside::Thermometer::default();
        thermometer.subscribe(Arc::new(|thermometer, _| {
            thermometer.degrees();
        }));
        thermometer.set(20);
        // ANCHOR_END: asks
    })
    .expect_fails(FailureKind::Deadlock);
    check_snapshot(expect_file!["../traces/told-inside.json"], &found);
}

#[test]
fn a_listener_that_is_told_after_the_release_can_do_as_it_likes() {
    interleave::model(|| {
        let thermometer = s6_told_after::Thermometer::default();
        let told = Arc::new(AtomicU32::new(0));
        let counts = told.clone();
        thermometer.subscribe(Arc::new(move |thermometer, degrees| {
            counts.fetch_add(1, SeqCst);
            thermometer.subscribe(Arc::new(|_, _| ()));
            if degrees == 20 {
                thermometer.set(21);
            }
        }));
        thread::scope(|s| {
            s.spawn(|| thermometer.set(20));
            thermometer.degrees();
        });
        assert_eq!(told.load(SeqCst), 2);
        assert_eq!(thermometer.degrees(), 21);
    });
}

#[test]
fn what_a_listener_is_told_can_be_out_of_date() {
    let found = interleave::outcomes(|| {
        let thermometer = s6_told_after::Thermometer::default();
        let stale = Arc::new(AtomicU32::new(0));
        let counts = stale.clone();
        thermometer.subscribe(Arc::new(move |thermometer, degrees| {
            if thermometer.degrees() != degrees {
                counts.fetch_add(1, SeqCst);
            }
        }));
        thread::scope(|s| {
            s.spawn(|| thermometer.set(20));
            s.spawn(|| thermometer.set(21));
        });
        stale.load(SeqCst)
    });
    assert!(found.values().eq(&[0, 1]), "{:?}", found.values().collect::<Vec<_>>());
}

// ANCHOR: inversion
/// The low thread has the lock, the high one waits for it, and the middle one never touches it.
fn three_priorities() {
    let (lock, work) = (Mutex::new(()), AtomicU32::new(0));
    thread::scope(|s| {
        let named = |name: &str| thread::Builder::new().name(name.into());
        _ = named("low").spawn_scoped(s, || drop(lock.lock()));
        _ = named("middle").spawn_scoped(s, || {
            for _ in 0..5 {
                work.fetch_add(1, SeqCst);
            }
        });
        _ = named("high").spawn_scoped(s, || drop(lock.lock()));
    });
}
// ANCHOR_END: inversion

#[test]
fn a_thread_without_the_lock_can_hold_up_the_thread_that_wants_it_most() {
    let run = interleave::replay("A BBBBB A CC", three_priorities);
    check_snapshot(expect_file!["../traces/inversion.json"], &run.trace);
}

/// Each pair is a transfer: from which account, to which one.
type Transfers = &'static [(usize, usize)];

#[test]
fn the_answers_to_the_quiz_are_what_runs_show() {
    use s1_transfer::{Account, transfer};
    let options: [(&str, Transfers); 6] = [
        ("one to two · two to one", &[(1, 2), (2, 1)]),
        ("one to two · one to two", &[(1, 2), (1, 2)]),
        ("one to two · three to two", &[(1, 2), (3, 2)]),
        ("one to two · two to three", &[(1, 2), (2, 3)]),
        ("one to two · two to three · three to one", &[(1, 2), (2, 3), (3, 1)]),
        ("two to two", &[(2, 2)]),
    ];
    let gets_stuck = |(_, transfers): &&(&str, Transfers)| {
        let verdict = interleave::check(|| {
            let accounts = [0; 4].map(|_| Account::new(10));
            thread::scope(|s| {
                for &(from, to) in *transfers {
                    let accounts = &accounts;
                    s.spawn(move || transfer(&accounts[from], &accounts[to], 1));
                }
            });
        });
        verdict.counterexample().is_some_and(|found| found.failure.kind() == FailureKind::Deadlock)
    };
    let answers: Vec<&str> = options.iter().filter(gets_stuck).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Each of these transfers runs on a thread of its own, with the `transfer` that locks `from` first \
                     and then `to`. In which of these groups can threads get stuck?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            "one to two · one to two": "Both lock account one first. The second thread waits before it holds anything.",
            "one to two · three to two": "Both want account two last, and neither waits for anything while it holds that.",
            "one to two · two to three": "The first may wait for the second, but the second doesn't wait for the first. A chain isn't a circle.",
        },
        "why": "Draw an arrow from each account that a thread holds to the one it waits for. Threads can get stuck if, \
                and only if, the arrows can close a circle. Three accounts can make one, and so can a single account.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
