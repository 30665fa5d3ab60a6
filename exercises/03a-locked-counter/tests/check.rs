//! Explores what the waiters can do to the jar.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `add` is raced by `add`, and `total` by `add`.
//! - 2, the first time only: `three_waiters_with_two_tips_each_lose_nothing`.
//! - 4, std's types: refused in all exercises.
//! - 5, giving up instead of waiting, and 7, retry limits: `no_call_gives_up_because_the_lock_is_taken`, five times.
//! - 6, the boundary: `a_total_can_be_as_large_as_a_u32`.

use interleave::{Checker, thread};
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
            s.spawn(|| jar.add(10));
            s.spawn(|| jar.add(20));
        });
        let total = jar.total();
        assert!(total == 30, "10 and 20 were put in, but the jar holds {total}");
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
        jar.add(10);
        thread::scope(|s| {
            s.spawn(|| jar.add(20));
            let seen = jar.total();
            assert!(
                seen == 10 || seen == 30,
                "the jar holds 10, and 30 once 20 is put in, but `total` returned {seen}"
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
            s.spawn(|| jar.add(10));
            s.spawn(|| [1; 5].map(|tip| jar.add(tip)));
        });
        let total = jar.total();
        assert!(total == 115, "100, 10 and five times 1 were put in, but the jar holds {total}");
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

#[test]
fn a_total_can_be_as_large_as_a_u32() {
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
    // Bounded, so that a lock that spins without a hint does not take minutes.
    Checker::new().order_only().max_preemptions(2).model(|| {
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
