//! Who may release a permit, how often, and on which way out, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex};
}

use interleave::thread;

#[path = "../src/s2_semaphore.rs"]
mod s2_semaphore;
#[path = "../src/s4_permit.rs"]
mod s4_permit;
#[path = "../src/s5_bounded.rs"]
mod s5_bounded;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::{Checker, FailureKind};
use s5_bounded::{BoundedSemaphore, OverRelease};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// What the two kinds of semaphore have in common.
trait Counting: Sync {
    fn with(permits: usize) -> Self;
    fn acquire(&self);
    fn release(&self);
}

macro_rules! counting {
    ($name:ty) => {
        impl Counting for $name {
            fn with(permits: usize) -> Self {
                <$name>::new(permits)
            }

            #[track_caller]
            fn acquire(&self) {
                <$name>::acquire(self);
            }

            #[track_caller]
            fn release(&self) {
                _ = <$name>::release(self);
            }
        }
    };
}

counting!(s2_semaphore::Semaphore);
counting!(BoundedSemaphore);

#[test]
fn a_permit_may_be_released_by_another_thread() {
    interleave::model(|| {
        // ANCHOR: another-thread
        let (semaphore, ready) = (s2_semaphore::Semaphore::new(1), AtomicBool::new(false));
        semaphore.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                ready.store(true, SeqCst);
                semaphore.release(); // This thread never acquired.
            });
            semaphore.acquire();
            assert!(ready.load(SeqCst));
        });
        // ANCHOR_END: another-thread
    });
}

#[test]
fn a_single_permit_is_not_re_entrant() {
    let found = interleave::check(|| {
        let semaphore = s2_semaphore::Semaphore::new(1);
        semaphore.acquire();
        semaphore.acquire();
    })
    .expect_fails(FailureKind::LostWakeup);
    assert_eq!(found.preemptions, 0);
}

// ANCHOR: one-too-many
/// One permit. A releases it twice, and then B and C come.
fn released_twice<S: Counting>() {
    let (semaphore, inside) = (S::with(1), AtomicUsize::new(0));
    let enters = || {
        semaphore.acquire();
        let now = inside.fetch_add(1, SeqCst) + 1;
        assert_eq!(now, 1, "there is one permit, and {now} threads are inside");
        inside.fetch_sub(1, SeqCst);
        semaphore.release();
    };
    thread::scope(|s| {
        let a = s.spawn(|| {
            semaphore.acquire();
            semaphore.release();
            semaphore.release();
        });
        a.join().unwrap();
        s.spawn(enters);
        s.spawn(enters);
    });
}
// ANCHOR_END: one-too-many

#[test]
fn one_release_too_many_lets_one_more_in_for_good() {
    let found = Checker::new()
        .order_only()
        .check(released_twice::<s2_semaphore::Semaphore>)
        .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/one-too-many.json"], &found);
}

#[test]
fn the_bounded_semaphore_refuses_one_release_too_many() {
    interleave::model(released_twice::<BoundedSemaphore>);
}

#[test]
fn an_over_release_is_an_error_and_changes_nothing() {
    interleave::model(|| {
        let semaphore = BoundedSemaphore::new(2);
        assert_eq!(semaphore.release(), Err(OverRelease));
        semaphore.acquire();
        thread::scope(|s| {
            let releases = [s.spawn(|| semaphore.release()), s.spawn(|| semaphore.release())];
            let results = releases.map(|thread| thread.join().unwrap());
            assert!(results.contains(&Ok(())) && results.contains(&Err(OverRelease)));
        });
        semaphore.acquire();
        semaphore.acquire();
        assert_eq!(semaphore.release(), Ok(()));
    });
}

#[test]
fn a_permit_comes_back_on_every_path() {
    interleave::model(|| {
        let semaphore = s4_permit::Semaphore::new(1);
        // ANCHOR: every-path
        let leaves = |how: &str| -> Option<()> {
            let _permit = semaphore.acquire();
            match how {
                "by a return" => return Some(()),
                "by a question mark" => None?,
                "by a panic" => panic!("on purpose"),
                _ => (),
            }
            Some(())
        };
        thread::scope(|s| {
            for how in ["in the ordinary way", "by a return", "by a question mark", "by a panic"] {
                _ = s.spawn(move || leaves(how)).join();
                assert_eq!(semaphore.free(), 1, "A left {how}");
            }
        });
        // ANCHOR_END: every-path
    });
}

#[test]
fn two_threads_with_permits_leave_as_many_as_there_were() {
    interleave::model(|| {
        let (semaphore, inside) = (s4_permit::Semaphore::new(2), AtomicUsize::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let _permit = semaphore.acquire();
                    assert!(inside.fetch_add(1, SeqCst) < 2);
                    inside.fetch_sub(1, SeqCst);
                });
            }
        });
        assert_eq!(semaphore.free(), 2);
    });
}

/// How many permits there are after a release too many.
#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = interleave::outcomes(|| {
        let semaphore = s2_semaphore::Semaphore::new(1);
        // ANCHOR: quiz
        thread::scope(|s| {
            s.spawn(|| {
                semaphore.acquire();
                semaphore.release();
            });
            s.spawn(|| semaphore.release());
        });
        let mut free = 0;
        while semaphore.try_acquire() {
            free += 1;
        }
        // ANCHOR_END: quiz
        free
    });
    assert!(answers.explored().is_exhaustive());
    let quiz = serde_json::json!({
        "version": 1,
        "question": "The semaphore is made with one permit. How many permits can be free at the end?",
        "code": "../tests/release.rs:quiz",
        "options": ["0", "1", "2"],
        "answers": answers.values().map(ToString::to_string).collect::<Vec<_>>(),
        "replies": {
            "0": "One thread acquires and releases, the other only releases. In any order that is one more than at the start.",
            "1": "A semaphore doesn't know who acquired. The second thread's release counts like any other.",
        },
        "why": "`release` adds 1, from any thread, however many permits there were at the start. A bounded semaphore \
                refuses one release here in every schedule: usually the second thread's, but if that one comes while the \
                first thread holds the permit, the first thread's own.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-release.txt"].assert_eq(&proofs);
}
