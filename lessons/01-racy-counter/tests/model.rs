//! Every claim of chapter 01 about the order of steps, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/s1_racy.rs"]
mod s1_racy;
#[path = "../src/s2_one_step.rs"]
mod s2_one_step;
#[path = "../src/s3_retry.rs"]
mod s3_retry;

use std::time::Duration;

use expect_test::expect_file;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Belief, Checker, Counterexample, FailureKind, thread};
use s1_racy::RacyCounter;
use s2_one_step::Counter;
use s3_retry::CappedCounter;

// ANCHOR: two-threads
/// Starts `threads` threads, has each one add 1 `times` times, and returns the total.
fn racy_total(threads: u32, times: u32) -> u32 {
    let counter = RacyCounter::default();
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    counter.increment();
                }
            });
        }
    });
    counter.get()
}
// ANCHOR_END: two-threads

#[track_caller]
// ANCHOR: check-totals
/// Explores every schedule, and compares the totals it finds with the ones we expect.
fn check_totals(threads: u32, times: u32, expected: &[u32]) {
    let outcomes = interleave::outcomes(|| racy_total(threads, times));
    let found: Vec<u32> = outcomes.values().copied().collect();
    assert_eq!(found, expected, "{threads} threads, each adding {times} times");
}
// ANCHOR_END: check-totals

// ANCHOR: outcomes
#[test]
fn two_threads_that_add_once_end_at_one_or_two() {
    check_totals(2, 1, &[1, 2]);
}

#[test]
fn two_threads_that_add_twice_end_at_two_three_or_four() {
    check_totals(2, 2, &[2, 3, 4]);
}

#[test]
fn three_threads_that_add_once_end_at_one_two_or_three() {
    check_totals(3, 1, &[1, 2, 3]);
}
// ANCHOR_END: outcomes

#[test]
fn however_often_two_threads_add_they_can_end_at_two() {
    check_totals(2, 3, &[2, 3, 4, 5, 6]);
}

/// The simplest run in which the racy counter loses an update.
fn lost_update() -> Counterexample {
    interleave::check(|| {
        let total = racy_total(2, 1);
        assert!(total == 2, "two increments were made, but the total is {total}");
    })
    .expect_fails(FailureKind::Assertion)
}

#[test]
fn one_preemption_is_enough_to_lose_an_update() {
    let lost = lost_update();
    assert_eq!(lost.preemptions, 1);
    let json = serde_json::to_string_pretty(&lost).unwrap();
    expect_file!["../traces/lost-update.json"].assert_eq(&(json + "\n"));
    let picture = lost.render(96, false);
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(&picture), "the README is to show this:\n\n{picture}");
}

#[test]
fn without_a_preemption_nothing_is_lost() {
    let checker = interleave::Checker::new().order_only().max_preemptions(0);
    checker.model(|| assert_eq!(racy_total(2, 1), 2));
}

#[test]
fn stronger_orderings_change_nothing() {
    let verdict = interleave::check(|| {
        let value = AtomicU32::new(0);
        let increment = || {
            let seen = value.load(SeqCst);
            value.store(seen + 1, SeqCst);
        };
        thread::scope(|s| {
            s.spawn(increment);
            s.spawn(increment);
        });
        assert_eq!(value.load(SeqCst), 2);
    });
    assert!(!verdict.holds());
}

#[test]
fn a_sleep_changes_nothing() {
    let outcomes = interleave::outcomes(|| {
        let value = AtomicU32::new(0);
        let increment = || {
            let seen = value.load(SeqCst);
            thread::sleep(Duration::from_millis(1));
            value.store(seen + 1, SeqCst);
            thread::sleep(Duration::from_millis(1));
        };
        thread::scope(|s| {
            s.spawn(increment);
            s.spawn(increment);
        });
        value.load(SeqCst)
    });
    assert!(outcomes.values().eq(&[1, 2]));
}

// ANCHOR: nothing-is-lost
#[test]
fn adding_in_one_step_loses_nothing() {
    interleave::model(|| {
        let counter = Counter::default();
        thread::scope(|s| {
            s.spawn(|| counter.increment());
            s.spawn(|| counter.increment());
        });
        assert_eq!(counter.get(), 2);
    });
}
// ANCHOR_END: nothing-is-lost

#[test]
fn a_retry_loop_neither_loses_an_increment_nor_passes_the_limit() {
    for increment in [CappedCounter::increment, CappedCounter::increment_too] {
        interleave::model(|| {
            let counter = CappedCounter::new(2);
            let added = thread::scope(|s| {
                let threads = [0, 1, 2].map(|_| s.spawn(|| increment(&counter)));
                threads.map(|thread| thread.join().unwrap())
            });
            assert_eq!(counter.get(), 2);
            assert_eq!(added.into_iter().filter(|&added| added).count(), 2);
        });
    }
}

#[test]
fn every_schedule_of_two_increments_is_in_the_tree() {
    let mut tree = interleave::schedules(|| racy_total(2, 1));
    assert_eq!(tree.len(), 6);
    tree.goal = "Two increments make 2.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/every-schedule.json"].assert_eq(&(json + "\n"));
}

#[test]
fn where_adding_is_one_step_the_racy_counter_counts() {
    let worlds = Checker::new().compare(
        Belief::AddingIsOneStep,
        || racy_total(2, 1),
        |total| assert!(*total == 2, "two increments were made, but the total is {total}"),
    );
    assert_eq!((worlds.believed.runs, worlds.ours.runs), (2, 6));
    let json = serde_json::to_string(&worlds).unwrap();
    expect_file!["../traces/world-adding.json"].assert_eq(&(json + "\n"));
}

#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = interleave::outcomes(|| {
        let value = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| value.fetch_add(1, SeqCst));
            s.spawn(|| value.store(value.load(SeqCst) + 1, SeqCst));
        });
        value.load(SeqCst)
    });
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Two threads add 1 to a counter at 0. One uses `fetch_add`, the other still loads and stores. Which totals are possible?",
        "options": ["0", "1", "2", "3"],
        "answers": answers.values().map(u32::to_string).collect::<Vec<_>>(),
        "replies": {
            "0": "Every write, by either thread, leaves at least 1, so the last one does too.",
            "3": "Each thread adds 1 once. A lost update makes the total smaller, never larger.",
        },
        "why": "There is still a gap between the load and the store, and the `fetch_add` can land in it. \
                One step helps only if every thread adds in one step.",
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
