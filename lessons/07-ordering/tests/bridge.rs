//! What Acquire and Release don't promise, and SeqCst does; and what this search doesn't explore.

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/s5_bridge.rs"]
mod s5_bridge;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use interleave::{Checker, FailureKind, thread};
use s5_bridge::{Bridge, Crossing};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

const RELAXED: Crossing = Crossing { raise: Relaxed, look: Relaxed };
const RELEASE_ACQUIRE: Crossing = Crossing { raise: Release, look: Acquire };
const SEQ_CST: Crossing = Crossing { raise: SeqCst, look: SeqCst };

// ANCHOR: cross
/// Whether the left driver may go, and whether the right driver may.
fn cross(with: Crossing) -> (bool, bool) {
    let bridge = Bridge::default();
    thread::scope(|s| {
        let left = s.spawn(|| bridge.left_may_go(with));
        let right = s.spawn(|| bridge.right_may_go(with));
        (left.join().unwrap(), right.join().unwrap())
    })
}
// ANCHOR_END: cross

#[test]
fn with_acquire_and_release_both_may_go_and_with_seq_cst_at_most_one() {
    let mut table = format!(
        "{:<18}{:<10}{:<12}{:<12}{}\n",
        "", "neither", "left only", "right only", "both go"
    );
    for (name, with) in
        [("Relaxed", RELAXED), ("Release, Acquire", RELEASE_ACQUIRE), ("SeqCst", SEQ_CST)]
    {
        let found = interleave::outcomes(|| cross(with));
        let can = |outcome| if found.schedule(&outcome).is_some() { "yes" } else { "–" };
        table += &format!(
            "{name:<18}{:<10}{:<12}{:<12}{}\n",
            can((false, false)),
            can((true, false)),
            can((false, true)),
            can((true, true)),
        );
        let both = found.schedule(&(true, true)).is_some();
        assert_eq!(both, with.raise != SeqCst);
    }
    expect_file!["../outputs/bridge.txt"].assert_eq(&table);
}

#[test]
fn with_seq_cst_the_drivers_never_meet_on_the_bridge() {
    interleave::model(|| {
        let (left, right) = cross(SEQ_CST);
        assert!(!(left && right), "both are on the bridge");
    });
}

#[test]
fn each_driver_may_look_before_the_other_hand_is_visible() {
    let found = interleave::check(|| {
        let (left, right) = cross(RELEASE_ACQUIRE);
        assert!(!(left && right), "both are on the bridge");
    })
    .expect_fails(FailureKind::Assertion);
    assert!(found.trace.steps.iter().any(|step| step.stale.is_some()));
    check_snapshot(expect_file!["../traces/both-go.json"], &found);
}

/// For the reader, who says what is read as well as which thread goes next.
#[test]
fn every_read_is_in_the_tree() {
    let mut tree = Checker::new().memory_only().schedules(|| match cross(RELEASE_ACQUIRE) {
        (true, true) => "both go",
        (true, false) => "A goes",
        (false, true) => "B goes",
        (false, false) => "neither goes",
    });
    let both = tree.endings().into_iter().filter(|end| end.value.as_deref() == Some("both go"));
    assert_eq!((both.count(), tree.len()), (6, 20));
    tree.goal = "At most one of A and B goes over the bridge.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/every-read.json"].assert_eq(&(json + "\n"));
}

#[test]
fn seq_cst_on_one_of_the_two_operations_is_not_enough() {
    for with in
        [Crossing { raise: SeqCst, look: Acquire }, Crossing { raise: Release, look: SeqCst }]
    {
        assert!(interleave::outcomes(|| cross(with)).schedule(&(true, true)).is_some());
    }
}

// ANCHOR: load-buffering
/// Each thread loads first and stores afterwards. Rust allows `(1, 1)`.
fn load_buffering() -> (u32, u32) {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        let a = s.spawn(|| {
            let seen = x.load(Relaxed);
            y.store(1, Relaxed);
            seen
        });
        let b = s.spawn(|| {
            let seen = y.load(Relaxed);
            x.store(1, Relaxed);
            seen
        });
        (a.join().unwrap(), b.join().unwrap())
    })
}
// ANCHOR_END: load-buffering

#[test]
fn load_buffering_is_allowed_and_not_explored() {
    let found = interleave::outcomes(load_buffering);
    let found: Vec<_> = found.values().copied().collect();
    assert_eq!(found, [(0, 0), (0, 1), (1, 0)]);
}

// ANCHOR: strong-value
/// The value is `SeqCst`, the flag is `Relaxed`: `Some(0)` is possible.
fn strong_value_weak_flag() -> Option<u32> {
    let (value, ready) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            value.store(42, SeqCst);
            ready.store(1, Relaxed);
        });
        (ready.load(Relaxed) == 1).then(|| value.load(SeqCst))
    })
}
// ANCHOR_END: strong-value

#[test]
fn a_seq_cst_value_behind_a_relaxed_flag_may_be_stale() {
    let found = interleave::outcomes(strong_value_weak_flag);
    let found: Vec<_> = found.values().copied().collect();
    assert_eq!(found, [None, Some(0), Some(42)]);

    let found = interleave::check(|| {
        let seen = strong_value_weak_flag();
        assert!(seen != Some(0), "the flag is up, but the value is 0");
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/strong-value.json"], &found);
}

/// A publishes, but with Release on the value instead of the flag.
// ANCHOR: quiz-publish
fn publish_and_read() -> String {
    let (price, posted) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            price.store(7, Release);
            posted.store(1, Relaxed);
        });
        if posted.load(Acquire) == 1 {
            price.load(Relaxed).to_string()
        } else {
            "not posted".into()
        }
    })
}
// ANCHOR_END: quiz-publish

// ANCHOR: quiz-order
fn publish_and_change() -> String {
    let (price, posted) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            price.store(5, Relaxed);
            posted.store(1, Release);
            price.store(7, Relaxed);
        });
        if posted.load(Acquire) == 1 {
            price.load(Acquire).to_string()
        } else {
            "not posted".into()
        }
    })
}
// ANCHOR_END: quiz-order

#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = interleave::outcomes(publish_and_read);
    let quiz = serde_json::json!({
        "version": 1,
        "question": "There's a `Release` and there's an `Acquire`. What can this return?",
        "code": "../tests/bridge.rs:quiz-publish",
        "options": ["not posted", "0", "7"],
        "answers": answers.values().cloned().collect::<Vec<_>>(),
        "why": "They aren't a pair: the `Acquire` load reads `posted`, and the store that it reads is `Relaxed`. \
                The `Release` store of `price` publishes what came before it, and the price itself isn't part of that.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);

    let answers = interleave::outcomes(publish_and_change);
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Now they are a pair. What can this return?",
        "code": "../tests/bridge.rs:quiz-order",
        "options": ["not posted", "0", "5", "7"],
        "answers": answers.values().cloned().collect::<Vec<_>>(),
        "replies": {
            "0": "The 5 is stored before the `Release` store, so a reader that sees `posted` can't get anything older.",
        },
        "why": "The pair publishes what came before the `Release` store, which is the 5. The 7 comes after it, so nothing \
                is promised: the reader may get the 7 or not. You don't need weak memory for that, because A can \
                be preempted between its last two stores.",
    });
    check_snapshot(expect_file!["../traces/quiz-order.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-bridge.txt"].assert_eq(&proofs);
}
