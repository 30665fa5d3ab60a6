//! Explores what the waiters can do to the jar.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `add` is raced by `add`, and `total` by `add`.
//! - 2, the first time only: `three_waiters_with_two_tips_each_lose_nothing`.
//! - 4, std's types: refused in all exercises.
//! - 5, giving up instead of waiting, and 7, retry limits: `no_call_gives_up_because_the_lock_is_taken`, five times, and
//!   `add_succeeds_however_often_another_waiter_comes_first`, 2,000 times.
//! - 6, the boundary: `a_total_can_be_as_large_as_a_u32`, and totals of which a half or a byte isn't enough.

use std::sync::Mutex as Unseen;

use interleave::trace::Failure;
use interleave::{Checker, ReplayError, SearchError, thread};
use locked_counter::TipJar;

#[test]
fn a_waiter_alone_loses_nothing() {
    interleave::model(|| {
        let jar = TipJar::default();
        assert_eq!(jar.total(), 0, "a new jar is empty");
        assert_eq!(jar.add(10), 10, "the first tip of 10 was put in");
        assert_eq!(jar.add(20), 30, "20 was put in on top of 10");
        assert_eq!(jar.total(), 30, "10 and 20 were put in");
    });
}

#[test]
fn each_jar_holds_its_own_tips() {
    interleave::model(|| {
        let (jar, other) = (TipJar::default(), TipJar::default());
        jar.add(10);
        assert_eq!(other.total(), 0, "10 was put into another jar");
    });
}

#[test]
fn no_tip_is_lost() {
    interleave::model(|| {
        let jar = TipJar::default();
        thread::scope(|s| {
            s.spawn(|| jar.add(1));
            s.spawn(|| jar.add(2));
        });
        let total = jar.total();
        assert!(total == 3, "1 and 2 were put in, but the jar holds {total}");
    });
}

#[test]
fn add_returns_the_total_right_after_its_own_tip() {
    interleave::model(|| {
        let jar = TipJar::default();
        let told = thread::scope(|s| {
            let waiters = [10, 20].map(|tip| {
                let jar = &jar;
                s.spawn(move || jar.add(tip))
            });
            waiters.map(|waiter| waiter.join().unwrap())
        });
        assert!(
            told == [10, 30] || told == [30, 20],
            "with tips of 10 and 20 the two calls return 10 and 30, or 30 and 20, but they returned {} and {}",
            told[0],
            told[1]
        );
    });
}

#[test]
fn total_returns_only_totals_that_there_were() {
    interleave::model(|| {
        let jar = TipJar::default();
        jar.add(40_000);
        thread::scope(|s| {
            s.spawn(|| jar.add(30_001));
            let seen = jar.total();
            assert!(
                seen == 40_000 || seen == 70_001,
                "the jar holds 40000, and 70001 once 30001 is put in, but `total` returned {seen}"
            );
        });
    });
}

#[test]
fn no_call_gives_up_because_the_lock_is_taken() {
    Checker::new().order_only().model(|| {
        let jar = TipJar::default();
        jar.add(100);
        thread::scope(|s| {
            s.spawn(|| jar.add(2));
            s.spawn(|| [1; 5].map(|tip| jar.add(tip)));
        });
        let total = jar.total();
        assert!(total == 107, "100, 2 and five times 1 were put in, but the jar holds {total}");
    });
    Checker::new().order_only().model(|| {
        let jar = TipJar::default();
        jar.add(100);
        thread::scope(|s| {
            s.spawn(|| [1; 5].map(|tip| jar.add(tip)));
            let seen = jar.total();
            assert!(
                matches!(seen, 100..=105),
                "the jar holds 100, and five times 1 is put in, but `total` returned {seen}"
            );
        });
    });
}

const MILLION: u32 = 1_000_000;

/// One long run, without a picture: A puts in a million, and B puts in 1 again and again, each in `steps` steps. B has
/// taken `inside` of them when A takes its `first` steps. From then on A takes `turn` steps after each tip of B.
#[track_caller]
fn let_b_come_first(steps: usize, inside: usize, first: usize, turn: usize) {
    let tips = ("B".repeat(steps) + &"A".repeat(turn)).repeat(2_000);
    let schedule = "B".repeat(inside) + &"A".repeat(first) + &tips;
    let (came_first, told) = (Unseen::new(0), Unseen::new(None));
    let run = Checker::new().try_replay(&schedule, || {
        let jar = TipJar::default();
        thread::scope(|s| {
            s.spawn(|| *told.lock().unwrap() = Some(jar.add(MILLION)));
            s.spawn(|| {
                while told.lock().unwrap().is_none() {
                    jar.add(1);
                    *came_first.lock().unwrap() += 1;
                }
            });
        });
    });
    let (times, told) = (came_first.into_inner().unwrap(), told.into_inner().unwrap());
    match run {
        Err(ReplayError::Fails(found)) => {
            let Failure::Assertion { message, .. } = found.failure else { panic!("\n{found}") };
            panic!("another waiter got in first {times} times, and then `add` panicked: {message}")
        }
        // The schedule ends where A waits, or is done.
        Ok(_) | Err(ReplayError::Search(SearchError::Schedule { .. })) => {
            let total = told.unwrap_or(MILLION);
            assert!(
                total >= MILLION,
                "{MILLION} was put in, another waiter got in first {times} times, and then `add` gave up: \
                 it returned {total}"
            );
        }
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

#[test]
fn add_succeeds_however_often_another_waiter_comes_first() {
    let steps = interleave::replay("", || TipJar::default().add(1)).steps.len();
    for inside in 0..steps.min(4) {
        for (first, turn) in [(1, 1), (1, 2), (2, 2)] {
            let_b_come_first(steps, inside, first, turn);
        }
    }
}

#[test]
fn a_total_can_be_as_large_as_a_u32() {
    let steps = interleave::replay("", || TipJar::default().add(1_000)).steps.len();
    assert!(
        steps < 1_000,
        "a tip of 1000 was put in with {steps} steps: a tip goes in at once, not coin by coin"
    );
    interleave::model(|| {
        let jar = TipJar::default();
        assert_eq!(jar.add(0), 0, "a tip of 0 was put into an empty jar");
        assert_eq!(jar.add(u32::MAX - 1), u32::MAX - 1, "{} was put in", u32::MAX - 1);
        assert_eq!(jar.add(1), u32::MAX, "1 was put in on top of {}", u32::MAX - 1);
        assert_eq!(jar.total(), u32::MAX);
    });
}

#[test]
fn three_waiters_with_two_tips_each_lose_nothing() {
    // Bounded, so that a lock that spins without a hint, or a tip in many steps, does not take minutes.
    Checker::new().order_only().max_executions(2_000).max_preemptions(2).model(|| {
        let jar = TipJar::default();
        thread::scope(|s| {
            for tip in [1, 10, 100] {
                let jar = &jar;
                s.spawn(move || {
                    jar.add(tip);
                    jar.add(tip);
                });
            }
        });
        let total = jar.total();
        assert!(total == 222, "1, 10 and 100 were put in, each twice, but the jar holds {total}");
    });
}
