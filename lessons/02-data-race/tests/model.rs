//! Every claim of chapter 02 about threads, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Arc, atomic};
}

/// The explorer's cell.
mod cell {
    pub use interleave::cell::UnsafeCell;
}

/// The explorer's threads.
mod thread {
    pub use interleave::thread::{scope, spawn};
}

#[path = "../src/s1_hand_over.rs"]
mod s1_hand_over;
#[path = "../src/s2_overruled.rs"]
mod s2_overruled;
#[path = "../src/s3_redeem.rs"]
mod s3_redeem;
#[path = "../src/s4_redeem_once.rs"]
mod s4_redeem_once;
#[path = "../src/s5_stop.rs"]
mod s5_stop;

use expect_test::expect_file;
use interleave::rc::Rc;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicI32, Ordering::Relaxed};
use interleave::trace::Cause;
use interleave::{Counterexample, FailureKind};
use s1_hand_over::{count_to_two, on_a_thread, side_by_side};
use s2_overruled::PlainCounter;
use s5_stop::PlainFlag;

fn json(counterexample: &Counterexample) -> String {
    serde_json::to_string_pretty(counterexample).unwrap() + "\n"
}

#[test]
fn what_the_compiler_accepts_counts_to_two() {
    interleave::model(|| assert_eq!(count_to_two(), 2));
}

// ANCHOR: overruled-rc
/// A greeting. Its author claims that it can be sent to any thread.
struct Greeting {
    name: Rc<&'static str>,
}

// SAFETY: there is none. The text never changes, but the count of handles does.
unsafe impl Send for Greeting {}

fn greet_on_two_threads() {
    let mine = Greeting { name: Rc::new("Ada") };
    let theirs = Greeting { name: mine.name.clone() };
    side_by_side(move || drop(mine), move || drop(theirs));
}
// ANCHOR_END: overruled-rc

#[test]
fn an_overruled_rc_is_a_data_race_on_its_count() {
    let race = interleave::check(greet_on_two_threads).expect_fails(FailureKind::DataRace);
    assert_eq!(race.preemptions, 0);
    expect_file!["../traces/overruled-rc.json"].assert_eq(&json(&race));
}

// ANCHOR: plain-counter
fn count_on_two_threads() -> u32 {
    let counter = PlainCounter::new();
    side_by_side(|| counter.increment(), || counter.increment());
    counter.into_total()
}
// ANCHOR_END: plain-counter

#[test]
fn a_plain_counter_is_a_data_race_even_without_a_preemption() {
    let race = interleave::check(count_on_two_threads).expect_fails(FailureKind::DataRace);
    assert_eq!(race.preemptions, 0);
    // No ordering is to blame: no step between the two has one.
    assert_eq!(race.cause, Cause::OrderOfSteps);
    expect_file!["../traces/plain-counter.json"].assert_eq(&json(&race));
}

// ANCHOR: ordered
#[test]
fn one_after_the_other_is_no_data_race() {
    interleave::model(|| {
        let counter = sync::Arc::new(PlainCounter::new());
        for _ in 0..2 {
            let theirs = sync::Arc::clone(&counter);
            // Joins the first thread before it starts the second.
            on_a_thread(move || theirs.increment());
        }
        let counter = sync::Arc::into_inner(counter).expect("the threads are done");
        assert_eq!(counter.into_total(), 2);
    });
}
// ANCHOR_END: ordered

#[test]
fn a_plain_flag_is_a_data_race() {
    interleave::check(|| {
        let flag = PlainFlag::new();
        side_by_side(|| flag.raise(), || _ = flag.is_raised());
    })
    .expect_fails(FailureKind::DataRace);
}

#[test]
fn two_reads_are_no_data_race() {
    struct Shown(interleave::cell::Cell<u32>);
    // SAFETY: no thread writes; the explorer would notice.
    unsafe impl Sync for Shown {}
    impl Shown {
        fn get(&self) -> u32 {
            self.0.get()
        }
    }
    interleave::model(|| {
        let shown = Shown(interleave::cell::Cell::new(7));
        side_by_side(|| assert_eq!(shown.get(), 7), || assert_eq!(shown.get(), 7));
    });
}

/// Two customers turn up with one coupon; returns how many of them get it accepted.
fn accepted(redeem: impl Fn() -> bool + Sync) -> i32 {
    let accepted = AtomicI32::new(0);
    let customer = || {
        if redeem() {
            accepted.fetch_add(1, Relaxed);
        }
    };
    side_by_side(customer, customer);
    accepted.into_inner()
}

#[test]
fn a_coupon_that_is_checked_and_then_marked_is_redeemed_twice() {
    let twice = interleave::check(|| {
        let coupon = s3_redeem::Coupon::default();
        thread::scope(|s| {
            let first = s.spawn(|| coupon.redeem());
            let second = s.spawn(|| coupon.redeem());
            let both = first.join().unwrap() && second.join().unwrap();
            assert!(!both, "one coupon was redeemed twice");
        });
    })
    .expect_fails(FailureKind::Assertion);
    assert_eq!(twice.preemptions, 1);
    expect_file!["../traces/redeemed-twice.json"].assert_eq(&json(&twice));
}

#[test]
fn the_racy_coupon_is_redeemed_once_or_twice() {
    let outcomes = interleave::outcomes(|| {
        let coupon = s3_redeem::Coupon::default();
        accepted(|| coupon.redeem())
    });
    assert!(outcomes.values().eq(&[1, 2]));
}

#[test]
fn every_schedule_of_two_customers_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let coupon = s3_redeem::Coupon::default();
        thread::scope(|s| {
            let customers = [0, 1].map(|_| s.spawn(|| coupon.redeem()));
            customers.into_iter().map(|customer| u32::from(customer.join().unwrap())).sum::<u32>()
        })
    });
    tree.goal = "The coupon is redeemed once.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/coupon-schedules.json"].assert_eq(&(json + "\n"));
}

// ANCHOR: redeemed-once
#[test]
fn a_coupon_that_is_checked_and_marked_in_one_step_is_redeemed_once() {
    interleave::model(|| {
        let coupon = s4_redeem_once::Coupon::default();
        assert_eq!(accepted(|| coupon.redeem()), 1);
    });
}
// ANCHOR_END: redeemed-once

// ANCHOR: deadlock
#[test]
fn safe_code_can_deadlock() {
    let verdict = interleave::check(|| {
        let (left, right) = (Mutex::new(()), Mutex::new(()));
        let one = || {
            let _left = left.lock().unwrap();
            let _right = right.lock().unwrap();
        };
        let other = || {
            let _right = right.lock().unwrap();
            let _left = left.lock().unwrap();
        };
        side_by_side(one, other);
    });
    verdict.expect_fails(FailureKind::Deadlock);
}
// ANCHOR_END: deadlock

// ANCHOR: last-cup
/// One cup of coffee is left, and each of three customers looks, then takes it.
fn cups_left() -> i32 {
    let left = AtomicI32::new(1);
    let customer = || {
        if left.load(Relaxed) > 0 {
            left.fetch_sub(1, Relaxed);
        }
    };
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(customer);
        }
    });
    left.into_inner()
}
// ANCHOR_END: last-cup

#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = interleave::outcomes(cups_left);
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Three customers, one cup, and only safe code. How many cups can be left at the end?",
        "code": "../tests/model.rs:last-cup",
        "options": ["1", "0", "-1", "-2", "-3"],
        "answers": answers.values().map(i32::to_string).collect::<Vec<_>>(),
        "replies": {
            "1": "The first customer to look sees the cup and takes it, so it never gets left.",
            "-3": "That takes a fourth customer: three subtractions from 1 end at -2.",
        },
        "why": "Taking is one step, so no cup is lost. But looking and taking are two: all three can see the one \
                cup before the first of them takes it. The customer who looks first always takes it, so 1 can't \
                be left, and it would take a fourth customer to get to -3.",
    });
    let json = serde_json::to_string_pretty(&quiz).unwrap();
    expect_file!["../traces/quiz.json"].assert_eq(&(json + "\n"));
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
