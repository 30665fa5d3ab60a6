//! Every claim of chapter 07 about the message, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/s1_relaxed.rs"]
mod s1_relaxed;
#[path = "../src/s2_released.rs"]
mod s2_released;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use interleave::trace::Phase;
use interleave::{Checker, Counterexample, Verdict, thread};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[track_caller]
fn counterexample(verdict: Verdict) -> Counterexample {
    let Verdict::Fails(found) = verdict else { panic!("{verdict:?}") };
    found
}

#[track_caller]
fn explored(verdict: Verdict) -> String {
    let Verdict::Holds(explored) = verdict else { panic!("{verdict:?}") };
    assert!(explored.is_exhaustive());
    format!("{explored}\n")
}

// ANCHOR: hand-over
/// A publishes 42. B reads, and must not be told anything else.
fn hand_over() {
    use s1_relaxed::Message;
    let message = Message::default();
    thread::scope(|s| {
        s.spawn(|| message.publish(42));
        s.spawn(|| {
            if let Some(value) = message.read() {
                assert!(value == 42, "the message is there, but reads {value}");
            }
        });
    });
}
// ANCHOR_END: hand-over

/// What B can be told, if every load sees the newest value, and if it need not.
fn told(read_after_publish: impl Fn() -> Option<u32>) -> [Vec<Option<u32>>; 2] {
    [Checker::new().order_only(), Checker::new().memory_only()]
        .map(|checker| checker.outcomes(&read_after_publish).values().copied().collect())
}

#[test]
fn no_interleaving_explains_a_stale_read() {
    // ANCHOR: order-only
    Checker::new().order_only().model(hand_over);
    // ANCHOR_END: order-only
    let text = explored(Checker::new().order_only().check(hand_over));
    expect_file!["../outputs/order-only.txt"].assert_eq(&text);
}

#[test]
fn with_relaxed_the_flag_may_be_new_and_the_value_old() {
    let found = counterexample(interleave::check(hand_over));
    assert_eq!(found.phase, Phase::Memory);
    assert!(found.trace.steps.iter().any(|step| step.stale.is_some()));
    check_snapshot(expect_file!["../traces/stale.json"], &found);

    let [order, memory] = told(|| {
        let message = s1_relaxed::Message::default();
        thread::scope(|s| {
            s.spawn(|| message.publish(42));
            message.read()
        })
    });
    assert_eq!(order, [None, Some(42)]);
    assert_eq!(memory, [None, Some(0), Some(42)]);
}

#[test]
fn released_and_acquired_the_value_is_never_stale() {
    let text = explored(interleave::check(|| {
        let message = s2_released::Message::default();
        thread::scope(|s| {
            s.spawn(|| message.publish(42));
            s.spawn(|| {
                if let Some(value) = message.read() {
                    assert!(value == 42, "the message is there, but reads {value}");
                }
            });
        });
    }));
    expect_file!["../outputs/cured.txt"].assert_eq(&text);
}

#[test]
fn the_mended_message_is_drawn_with_an_arrow_from_the_release_to_the_acquire() {
    let run = Checker::new().memory_only().replay("A A B B", || {
        let message = s2_released::Message::default();
        thread::scope(|s| {
            s.spawn(|| message.publish(42));
            s.spawn(|| assert_eq!(message.read(), Some(42)));
        });
    });
    let acquires: Vec<_> = run.steps.iter().filter_map(|step| step.acquires(&run)).collect();
    assert_eq!(acquires, ["acquires what A released in step 2"]);
    check_snapshot(expect_file!["../traces/message.json"], &run.trace);
}

/// A number and a flag, with four orderings to choose.
fn publish_with(
    [value_stored, ready_stored]: [Ordering; 2],
    [ready_loaded, value_loaded]: [Ordering; 2],
) -> Option<u32> {
    let (value, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            value.store(42, value_stored);
            ready.store(true, ready_stored);
        });
        ready.load(ready_loaded).then(|| value.load(value_loaded))
    })
}

#[test]
fn one_half_of_the_pair_promises_nothing() {
    let stale = [None, Some(0), Some(42)];
    for (stores, loads) in [
        ([Relaxed, Release], [Relaxed, Relaxed]),
        ([Relaxed, Relaxed], [Acquire, Relaxed]),
        ([SeqCst, SeqCst], [Relaxed, Relaxed]),
        ([Relaxed, Relaxed], [SeqCst, SeqCst]),
    ] {
        let [_, memory] = told(|| publish_with(stores, loads));
        assert_eq!(memory, stale, "{stores:?} {loads:?}");
    }
}

#[test]
fn the_pair_belongs_on_the_flag_and_not_on_the_value() {
    let [_, memory] = told(|| publish_with([Release, Relaxed], [Relaxed, Acquire]));
    assert_eq!(memory, [None, Some(0), Some(42)]);
    let [_, memory] = told(|| publish_with([Relaxed, Release], [Acquire, Relaxed]));
    assert_eq!(memory, [None, Some(42)]);
}

#[test]
fn who_does_not_read_the_release_store_is_promised_nothing() {
    let told = interleave::outcomes(|| {
        let message = s2_released::Message::default();
        let value = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                value.store(42, Relaxed);
                message.publish(1);
            });
            (message.read().is_some(), value.load(Relaxed))
        })
    });
    let told: Vec<_> = told.values().copied().collect();
    assert_eq!(told, [(false, 0), (false, 42), (true, 42)]);
}

// ANCHOR: relay
/// A tells B, and B tells the main thread. Nobody tells the main thread of A.
fn relay() {
    use s2_released::Message;
    let (first, second) = (Message::default(), Message::default());
    let value = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            value.store(42, Relaxed);
            first.publish(1);
        });
        s.spawn(|| {
            if first.read().is_some() {
                second.publish(2);
            }
        });
        if second.read().is_some() {
            let value = value.load(Relaxed);
            assert!(value == 42, "A's message came by way of B, but reads {value}");
        }
    });
}
// ANCHOR_END: relay

#[test]
fn what_was_acquired_is_handed_on_by_the_next_release() {
    let text = explored(interleave::check(relay));
    assert!(text.starts_with("holds"));
}

/// For the book's list of all that is proved.
#[test]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
