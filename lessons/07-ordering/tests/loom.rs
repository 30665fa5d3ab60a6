//! The same messages, locks and bridges on loom, a tool that you'll meet at work: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

use std::sync::Arc;

use loom::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use loom::thread;

#[path = "../src/s1_relaxed.rs"]
mod s1_relaxed;
#[path = "../src/s2_released.rs"]
mod s2_released;
#[path = "../src/s5_bridge.rs"]
mod s5_bridge;

use s5_bridge::{Bridge, Crossing};

/// One thread publishes, and the other reads. Shared by std's `Arc`: with loom's own a failure can abort.
fn hand_over<M: Default + Send + Sync + 'static>(publish: fn(&M), read: fn(&M) -> Option<u32>) {
    loom::model(move || {
        let message = Arc::new(M::default());
        let theirs = Arc::clone(&message);
        let other = thread::spawn(move || publish(&theirs));
        if let Some(value) = read(&message) {
            assert!(value == 42, "the message is there, but it says {value}");
        }
        other.join().unwrap();
    });
}

#[test]
#[should_panic(expected = "the message is there, but it says 0")]
fn loom_finds_the_stale_read_too() {
    use s1_relaxed::Message;
    hand_over::<Message>(|message| message.publish(42), Message::read);
}

#[test]
fn loom_finds_nothing_wrong_with_release_and_acquire() {
    use s2_released::Message;
    hand_over::<Message>(|message| message.publish(42), Message::read);
}

/// Two deposits under a lock whose release has this ordering. Acquired by `compare_exchange`, and released by a
/// swap, because loom doesn't finish with a plain store (chapter 4).
fn two_deposits(unlock: loom::sync::atomic::Ordering) {
    loom::model(move || {
        let shared = Arc::new((AtomicU32::new(0), AtomicU32::new(0)));
        let add = move |shared: &(AtomicU32, AtomicU32)| {
            while shared.0.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
                thread::yield_now();
            }
            let seen = shared.1.load(Relaxed);
            shared.1.store(seen + 1, Relaxed);
            shared.0.swap(0, unlock);
        };
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || add(&theirs));
        add(&shared);
        other.join().unwrap();
        assert_eq!(shared.1.load(Relaxed), 2, "a deposit is lost");
    });
}

#[test]
#[should_panic(expected = "a deposit is lost")]
fn loom_loses_an_update_under_a_relaxed_unlock() {
    two_deposits(Relaxed);
}

#[test]
fn loom_loses_nothing_under_an_unlock_with_release() {
    two_deposits(Release);
}

// ANCHOR: false-alarm
/// With `SeqCst` throughout, at most one driver may go. loom disagrees.
#[test]
#[should_panic(expected = "both are on the bridge")]
fn loom_raises_a_false_alarm_about_seq_cst() {
    loom::model(|| {
        let bridge = Arc::new(Bridge::default());
        let theirs = Arc::clone(&bridge);
        let with = Crossing { raise: SeqCst, look: SeqCst };
        let left = thread::spawn(move || theirs.left_may_go(with));
        let right = bridge.right_may_go(with);
        assert!(!(left.join().unwrap() && right), "both are on the bridge");
    });
}
// ANCHOR_END: false-alarm
