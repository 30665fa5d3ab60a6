//! Which thread may release a lock, and what can go wrong.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{hint, thread};

#[path = "../src/errors.rs"]
mod errors;
#[path = "../src/s2_swap.rs"]
mod s2_swap;
#[path = "../src/s3_exchange.rs"]
mod s3_exchange;
#[path = "../src/s4_try.rs"]
mod s4_try;
#[path = "../src/s5_owner.rs"]
mod s5_owner;

use std::num::NonZeroU64;

use errors::{NotLocked, NotYours};
use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::{Checker, FailureKind};
use s2_swap::BinaryLock;
use s5_owner::OwnedLock;

// ANCHOR: explored-me
fn me() -> NonZeroU64 {
    thread::current().number()
}
// ANCHOR_END: explored-me

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[test]
fn releasing_an_unlocked_lock_is_an_error_and_leaves_it_free() {
    Checker::new().order_only().model(|| {
        // ANCHOR: not-locked
        let lock = BinaryLock::default();
        assert_eq!(lock.release(), Err(NotLocked));
        lock.acquire();
        assert!(lock.locked());
        assert_eq!(lock.release(), Ok(()));
        assert_eq!(lock.release(), Err(NotLocked));
        assert!(!lock.locked());
        // ANCHOR_END: not-locked
    });
    Checker::new().order_only().model(|| {
        let (exchange, tried) = (s3_exchange::BinaryLock::default(), s4_try::BinaryLock::default());
        assert_eq!(exchange.release(), Err(NotLocked));
        assert!(!exchange.locked());
        assert_eq!(tried.release(), Err(NotLocked));
        assert!(tried.try_acquire());
        assert!(!tried.try_acquire());
    });
}

#[test]
fn of_two_threads_that_release_one_gets_an_error() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        let told = thread::scope(|s| {
            let releases = [0, 1].map(|_| s.spawn(|| lock.release()));
            releases.map(|release| release.join().unwrap())
        });
        assert!(told == [Ok(()), Err(NotLocked)] || told == [Err(NotLocked), Ok(())]);
    });
}

#[test]
fn another_thread_may_release_the_lock() {
    Checker::new().order_only().model(|| {
        // ANCHOR: hand-over
        let (lock, letters) = (BinaryLock::default(), AtomicU32::new(0));
        // main acquires the lock, A releases it.
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                letters.store(3, SeqCst);
                lock.release().unwrap();
            });
            // So this waits until A has delivered its letters.
            lock.acquire();
            assert_eq!(letters.load(SeqCst), 3);
        });
        // ANCHOR_END: hand-over
    });
}

/// A acquires and releases. B, which holds nothing, releases the lock before it acquires it.
fn a_stranger_releases() {
    // ANCHOR: stranger
    let (lock, inside) = (BinaryLock::default(), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            lock.acquire();
            inside.store(true, SeqCst);
            inside.store(false, SeqCst);
            let _ = lock.release();
        });
        s.spawn(|| {
            // One release too many: B doesn't hold the lock.
            let _ = lock.release();
            lock.acquire();
            assert!(!inside.load(SeqCst), "B goes in while A is inside");
            let _ = lock.release();
        });
    });
    // ANCHOR_END: stranger
}

#[test]
fn a_release_by_a_thread_that_holds_nothing_lets_two_threads_in() {
    let found =
        Checker::new().order_only().check(a_stranger_releases).expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/stranger.json"], &found);
}

#[test]
fn only_the_holder_can_release_an_owned_lock() {
    Checker::new().order_only().model(|| {
        let (lock, inside) = (OwnedLock::default(), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                assert_eq!(lock.owner(), Some(me()));
                inside.store(true, SeqCst);
                inside.store(false, SeqCst);
                assert_eq!(lock.release(), Ok(()));
                assert_eq!(lock.release(), Err(NotYours));
            });
            s.spawn(|| {
                assert_eq!(lock.release(), Err(NotYours));
                lock.acquire();
                assert!(!inside.load(SeqCst), "B goes in while A is inside");
                assert_eq!(lock.release(), Ok(()));
            });
        });
        assert_eq!(lock.owner(), None);
    });
}

#[test]
fn a_swap_instead_of_the_exchange_overwrites_the_number_of_the_holder() {
    let verdict = Checker::new().order_only().check(|| {
        let owner = AtomicU32::new(0);
        let (a, b) = (1, 2);
        thread::scope(|s| {
            s.spawn(|| {
                assert_eq!(owner.swap(a, SeqCst), 0);
                assert_eq!(owner.load(SeqCst), a, "A holds the lock");
            });
            s.spawn(|| owner.load(SeqCst) == a && owner.swap(b, SeqCst) == a);
        });
    });
    assert!(!verdict.holds());
}

#[test]
fn a_holder_that_acquires_an_owned_lock_again_waits_for_itself() {
    Checker::new()
        .order_only()
        .check(|| {
            let lock = OwnedLock::default();
            lock.acquire();
            lock.acquire();
        })
        .expect_fails(FailureKind::Spin);
}

/// Two threads release a lock that is held once, by looking and then storing. Returns how many of them got `true`
/// back.
fn releases_in_two_steps() -> usize {
    // ANCHOR: release-in-two-steps
    let locked = AtomicBool::new(true);
    let release = || {
        let was = locked.load(SeqCst);
        if was {
            locked.store(false, SeqCst);
        }
        was
    };
    // ANCHOR_END: release-in-two-steps
    thread::scope(|s| {
        let releases = [0, 1].map(|_| s.spawn(release));
        releases.into_iter().map(|r| r.join().unwrap()).filter(|&was| was).count()
    })
}

#[test]
fn the_answers_to_the_quiz_on_release_are_what_the_search_finds() {
    let answers = interleave::outcomes(releases_in_two_steps);
    let quiz = serde_json::json!({
        "version": 1,
        "question": "The lock is held, and two threads release it like this. How many of them can get `true` back, meaning that they released it?",
        "code": "../tests/release.rs:release-in-two-steps",
        "options": ["0", "1", "2"],
        "answers": answers.values().map(usize::to_string).collect::<Vec<_>>(),
        "replies": {
            "0": "The lock is held, and only these two threads release it. So the first one to look finds it held.",
        },
        "why": "Both can look before either stores. Then the second store can come after a third thread has acquired \
                the lock, and release what that thread holds. `release` has to be one step too.",
    });
    check_snapshot(expect_file!["../traces/quiz-release.json"], &quiz);
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-release.txt"].assert_eq(&proofs);
}
