//! Every claim in chapter 07 about the message, explored.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/s1_relaxed.rs"]
mod s1_relaxed;
#[path = "../src/s2_released.rs"]
mod s2_released;
#[path = "../src/s6_fence.rs"]
mod s6_fence;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use interleave::trace::Phase;
use interleave::{Belief, Checker, FailureKind, Verdict, thread};

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

// ANCHOR: hand-over
/// A publishes 42. B reads, and must get nothing else.
fn hand_over() {
    use s1_relaxed::Message;
    let message = Message::default();
    thread::scope(|s| {
        s.spawn(|| message.publish(42));
        s.spawn(|| {
            if let Some(value) = message.read() {
                assert!(value == 42, "the message is there, but it says {value}");
            }
        });
    });
}
// ANCHOR_END: hand-over

/// What B can get if every load returns the newest value, and if it doesn't have to.
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
    let found = interleave::check(hand_over).expect_fails(FailureKind::Assertion);
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
    let hand_over = || {
        let message = s2_released::Message::default();
        thread::scope(|s| {
            s.spawn(|| message.publish(42));
            s.spawn(|| {
                if let Some(value) = message.read() {
                    assert!(value == 42, "the message is there, but it says {value}");
                }
            });
        });
    };
    interleave::model(hand_over);
    expect_file!["../outputs/cured.txt"].assert_eq(&explored(interleave::check(hand_over)));
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
fn a_load_that_reads_another_store_is_promised_nothing() {
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
/// A publishes to B, and B to the main thread, which never reads A's flag.
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
            assert!(value == 42, "A's message came by way of B, but it says {value}");
        }
    });
}
// ANCHOR_END: relay

#[test]
fn what_a_thread_acquired_it_publishes_with_its_next_release() {
    interleave::model(relay);
}

#[test]
fn two_fences_make_the_same_promise() {
    interleave::model(|| {
        let message = s6_fence::Message::default();
        thread::scope(|s| {
            s.spawn(|| message.publish(42));
            assert!(message.read().is_none_or(|value| value == 42));
        });
    });
}

// ANCHOR: release-sequence
/// A publishes with `ready` at 1, and B adds 1 with `Relaxed`. main reads B's value.
fn add_in_between() {
    let (value, ready) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            value.store(42, Relaxed);
            ready.store(1, Release);
        });
        s.spawn(|| ready.fetch_add(1, Relaxed));
        if ready.load(Acquire) == 2 {
            let value = value.load(Relaxed);
            assert!(value == 42, "A has published, but the value is {value}");
        }
    });
}
// ANCHOR_END: release-sequence

#[test]
fn a_read_modify_write_in_between_continues_the_release_sequence() {
    interleave::model(add_in_between);
}

#[test]
fn a_store_in_between_ends_the_release_sequence() {
    let verdict = interleave::check(|| {
        let (value, ready) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                value.store(42, Relaxed);
                ready.store(1, Release);
            });
            s.spawn(|| {
                if ready.load(Relaxed) == 1 {
                    ready.store(2, Relaxed);
                }
            });
            assert!(ready.load(Acquire) != 2 || value.load(Relaxed) == 42, "stale");
        });
    });
    assert_eq!(verdict.expect_fails(FailureKind::Assertion).phase, Phase::Memory);
}

#[test]
fn where_loads_see_the_newest_value_the_relaxed_message_arrives() {
    let read = || {
        let message = s1_relaxed::Message::default();
        thread::scope(|s| {
            s.spawn(|| message.publish(42));
            let b = s.spawn(|| message.read());
            b.join().unwrap().map_or("nothing yet".into(), |value| value.to_string())
        })
    };
    let worlds = Checker::new().memory_only().compare(Belief::LoadsSeeTheNewest, read, |told| {
        assert!(told != "0", "the message is there, but it says 0");
    });
    let json = serde_json::to_string(&worlds).unwrap();
    expect_file!["../traces/world-newest.json"].assert_eq(&(json + "\n"));
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
