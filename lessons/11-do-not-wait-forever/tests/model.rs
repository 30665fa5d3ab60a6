//! Every claim of chapter 11 about trying and about time limits, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, atomic};
}

use interleave::{cell, hint, thread, time};

#[path = "../src/s1_try.rs"]
mod s1_try;
#[path = "../src/s2_restart.rs"]
mod s2_restart;
#[path = "../src/s3_stays.rs"]
mod s3_stays;
#[path = "../src/s4_deadline.rs"]
mod s4_deadline;
#[path = "../src/s5_two_locks.rs"]
mod s5_two_locks;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::time::{Duration, Instant};
use interleave::trace::Operation;
use interleave::{Checker, FailureKind};
use s5_two_locks::with_both;

const MS: Duration = Duration::from_millis(1);

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[test]
fn a_try_never_waits() {
    interleave::model(|| {
        let lock = s1_try::Lock::new(0);
        let guard = lock.lock();
        thread::scope(|s| {
            // B waits for main, and A tries. Main doesn't release the lock before A has its answer.
            let a = s.spawn(|| lock.try_lock().is_some());
            s.spawn(|| drop(lock.lock()));
            assert!(!a.join().unwrap(), "main held the lock, and A got it");
            drop(guard);
        });
    });
    // One look, and no second one.
    let refused = || {
        let lock = s1_try::Lock::new(0);
        let _guard = lock.lock();
        assert!(lock.try_lock().is_none());
    };
    assert_eq!(interleave::check(refused).expect_holds().most(Operation::CompareExchangeFailed), 1);
}

#[test]
fn a_try_never_lies() {
    interleave::model(|| {
        let lock = s1_try::Lock::new(0);
        thread::scope(|s| {
            let tries: Vec<_> = (0..2)
                .map(|_| {
                    s.spawn(|| {
                        // The guard is kept until both have tried.
                        lock.try_lock().map(std::mem::forget).is_some()
                    })
                })
                .collect();
            let got: Vec<bool> = tries.into_iter().map(|a| a.join().unwrap()).collect();
            assert!(got != [false, false], "the lock was free, and both were refused");
            assert!(got != [true, true], "both hold the lock");
        });
    });
}

#[test]
fn a_try_that_succeeds_sees_what_the_last_holder_did() {
    interleave::model(|| {
        let lock = s1_try::Lock::new((0, 0));
        thread::scope(|s| {
            s.spawn(|| {
                let mut pair = lock.lock();
                pair.0 += 1;
                pair.1 += 1;
            });
            if let Some(pair) = lock.try_lock() {
                assert_eq!(pair.0, pair.1);
            }
        });
    });
}

// ANCHOR: restarts
/// A wants the lock for at most 100 ms. Main releases it after 60 ms, and immediately acquires it again.
fn does_a_get_the_lock() -> bool {
    let lock = s2_restart::BinaryLock::held();
    thread::scope(|s| {
        let a = s.spawn(|| lock.acquire_for(100 * MS));
        thread::sleep(60 * MS);
        lock.release();
        lock.acquire();
        a.join().unwrap()
    })
}
// ANCHOR_END: restarts

#[test]
fn a_limit_that_starts_again_at_each_wakeup_is_not_kept() {
    let schedule = "M  AAAA  MMMM MM  AAAAA A A A";
    let run = interleave::replay(schedule, does_a_get_the_lock);
    assert!(!run.value, "{run}");
    check_snapshot(expect_file!["../traces/restart.json"], &run.trace);
    let timed = interleave::replay(&format!("M {schedule} M"), || {
        let start = Instant::now();
        (does_a_get_the_lock(), start.elapsed())
    });
    assert_eq!(timed.value, (false, 160 * MS), "{timed}");
}

// ANCHOR: gives-up
/// A waits for the lock for at most 100 ms, and B waits as long as it takes. Main holds the lock, and releases it.
fn a_gives_up_and_b_waits() {
    let lock = s3_stays::BinaryLock::default();
    lock.acquire();
    thread::scope(|s| {
        s.spawn(|| {
            if lock.acquire_for(100 * MS) {
                lock.release();
            }
        });
        s.spawn(|| {
            lock.acquire();
            lock.release();
        });
        lock.release();
    });
}
// ANCHOR_END: gives-up

#[test]
fn a_waiter_that_gives_up_and_stays_in_the_queue_takes_a_wakeup_from_another() {
    let found = interleave::check(a_gives_up_and_b_waits).expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/swallowed.json"], &found);
}

// ANCHOR: no-swallow
#[test]
fn a_waiter_that_gives_up_takes_no_wakeup_from_another() {
    interleave::model(|| {
        let lock = s4_deadline::BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                if lock.acquire_for(100 * MS) {
                    lock.release();
                }
            });
            s.spawn(|| {
                lock.acquire();
                lock.release();
            });
            lock.release();
        });
    });
}
// ANCHOR_END: no-swallow

// ANCHOR: exact
#[test]
fn the_limit_is_kept_exactly_however_often_the_waiter_wakes() {
    // No preemptions: between two steps of one thread, no time passes.
    Checker::new().max_preemptions(0).model(|| {
        let lock = s4_deadline::BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            let a = s.spawn(|| {
                let start = Instant::now();
                let got = lock.acquire_for(100 * MS);
                assert!(!got, "main holds the lock");
                assert_eq!(start.elapsed(), 100 * MS);
            });
            for _ in 0..3 {
                thread::sleep(30 * MS);
                a.thread().unpark();
            }
        });
    });
}
// ANCHOR_END: exact

#[test]
fn a_limit_that_starts_again_is_caught_by_that_test() {
    let verdict = Checker::new().max_preemptions(0).check(|| {
        let lock = s2_restart::BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            let a = s.spawn(|| {
                let start = Instant::now();
                _ = lock.acquire_for(100 * MS);
                assert_eq!(start.elapsed(), 100 * MS);
            });
            thread::sleep(30 * MS);
            a.thread().unpark();
        });
    });
    verdict.expect_fails(FailureKind::Assertion);
}

/// On a busy machine a timeout can be late. The explorer tries that with the first two timeouts of each thread. These
/// use them up, even if some end for another reason, and from here on the calling thread is punctual.
fn be_punctual() {
    for _ in 0..4 {
        thread::park_timeout(Duration::ZERO);
    }
}

#[test]
fn a_waiter_acquires_the_lock_at_the_moment_of_its_release() {
    interleave::model(|| {
        let lock = s4_deadline::BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                be_punctual();
                let start = Instant::now();
                assert!(lock.acquire_for(100 * MS), "main releases the lock in time");
                assert!(start.elapsed() <= 60 * MS);
            });
            thread::sleep(60 * MS);
            lock.release();
        });
    });
}

#[test]
fn a_limit_of_zero_is_a_try() {
    interleave::model(|| {
        let lock = s4_deadline::BinaryLock::default();
        let start = Instant::now();
        assert!(lock.acquire_for(Duration::ZERO));
        assert!(!lock.acquire_for(Duration::ZERO));
        assert_eq!(start.elapsed(), Duration::ZERO);
    });
}

#[test]
fn the_longest_limit_is_no_limit() {
    interleave::model(|| {
        let lock = s4_deadline::BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| assert!(lock.acquire_for(Duration::MAX)));
            thread::sleep(Duration::from_secs(1_000_000));
            lock.release();
        });
    });
}

#[test]
fn a_waiter_that_gave_up_does_not_hold_the_lock() {
    interleave::model(|| {
        let (lock, inside) = (s4_deadline::BinaryLock::default(), AtomicU32::new(0));
        let visit = || {
            assert_eq!(inside.fetch_add(1, SeqCst), 0, "two threads hold the lock");
            inside.fetch_sub(1, SeqCst);
            lock.release();
        };
        thread::scope(|s| {
            s.spawn(|| {
                if lock.acquire_for(100 * MS) {
                    visit();
                }
            });
            lock.acquire();
            visit();
        });
        assert!(lock.acquire_for(Duration::ZERO), "every thread has released the lock");
    });
}

#[test]
fn without_a_limit_two_orders_can_deadlock() {
    let found = interleave::check(|| {
        let (left, right) = (Mutex::new(()), Mutex::new(()));
        thread::scope(|s| {
            s.spawn(|| {
                let _left = left.lock();
                drop(right.lock());
            });
            s.spawn(|| {
                let _right = right.lock();
                drop(left.lock());
            });
        });
    })
    .expect_fails(FailureKind::Deadlock);
    assert_eq!(found.preemptions, 1);
}

// ANCHOR: two-orders
/// A and B need both locks, and acquire them in opposite orders. Returns who got both.
fn two_orders() -> (bool, bool) {
    let (left, right) = (s4_deadline::BinaryLock::default(), s4_deadline::BinaryLock::default());
    thread::scope(|s| {
        let a = s.spawn(|| with_both(&left, &right, 100 * MS, || ()));
        let b = s.spawn(|| with_both(&right, &left, 100 * MS, || ()));
        (a.join().unwrap(), b.join().unwrap())
    })
}
// ANCHOR_END: two-orders

#[test]
fn a_limit_turns_a_deadlock_into_two_failures() {
    let found = interleave::outcomes(two_orders);
    let values: Vec<_> = found.values().copied().collect();
    assert_eq!(values, [(false, false), (false, true), (true, false), (true, true)]);
    let schedule = "AA BB  AAAAA BBBBB  AAAA BBBB  AA BB  AA BB";
    let run = interleave::replay(schedule, two_orders);
    assert_eq!(run.value, (false, false), "{run}");
    check_snapshot(expect_file!["../traces/both-give-up.json"], &run.trace);
}

/// A and B try again until they have both locks. Returns how often each of them failed.
fn two_orders_again(rounds: usize) -> (usize, usize) {
    let (left, right) = (s4_deadline::BinaryLock::default(), s4_deadline::BinaryLock::default());
    let failures = |first, second| {
        (0..rounds).take_while(|_| !with_both(first, second, 100 * MS, || ())).count()
    };
    thread::scope(|s| {
        let a = s.spawn(|| failures(&left, &right));
        let b = s.spawn(|| failures(&right, &left));
        (a.join().unwrap(), b.join().unwrap())
    })
}

#[test]
fn two_threads_that_try_again_in_step_can_fail_again() {
    let round = "AA BB  AAAAA BBBBB  AAAA BBBB  AA BB  AA BB  ";
    // The explorer lets no thread be late more than twice.
    let run = interleave::replay(&round.repeat(2), || two_orders_again(2));
    assert_eq!(run.value, (2, 2));
}

#[test]
fn every_schedule_of_two_tries_is_in_the_tree() {
    let mut tree = interleave::schedules(|| {
        let (left, right) = (Mutex::new(()), Mutex::new(()));
        // ANCHOR: two-tries
        let (a, b) = thread::scope(|s| {
            let a = s.spawn(|| {
                let _left = left.lock().unwrap();
                right.try_lock().is_ok()
            });
            let b = s.spawn(|| {
                let _right = right.lock().unwrap();
                left.try_lock().is_ok()
            });
            (a.join().unwrap(), b.join().unwrap())
        });
        // ANCHOR_END: two-tries
        match (a, b) {
            (false, false) => "both give up",
            (true, true) => "both get both locks",
            _ => "one gives up",
        }
    });
    tree.goal = "At least one thread gets both locks.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/two-tries.json"].assert_eq(&(json + "\n"));
}

/// What A gets, and when, if the release comes at its deadline.
fn at_the_deadline() -> String {
    let lock = s4_deadline::BinaryLock::default();
    lock.acquire();
    let (got, when) = thread::scope(|s| {
        let a = s.spawn(|| {
            be_punctual();
            let start = Instant::now();
            (lock.acquire_for(100 * MS), start.elapsed().as_millis())
        });
        thread::sleep(100 * MS);
        lock.release();
        a.join().unwrap()
    });
    format!("`{got}`, after {when} ms")
}

#[test]
fn the_answers_to_the_quiz_are_what_runs_show() {
    let found = interleave::outcomes(at_the_deadline);
    let options = [
        "`true`, after 0 ms",
        "`false`, after 0 ms",
        "`true`, after 100 ms",
        "`false`, after 100 ms",
        "`true`, after 200 ms",
    ];
    let answers: Vec<&str> =
        options.into_iter().filter(|o| found.schedule(&(*o).to_string()).is_some()).collect();
    assert_eq!(answers.len(), found.values().count(), "{:?}", found.values().collect::<Vec<_>>());
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Main holds the lock, sleeps for 100 ms, and releases it. A calls `acquire_for` (the version that \
                     is right), with a limit of 100 ms, before or after that. Neither is ever late, and time \
                     passes only while both sleep. What can A get, and how long after its call?",
        "options": options,
        "answers": answers,
        "replies": {
            "`false`, after 0 ms": "A gives up only at its deadline, and that is 100 ms after the call.",
            "`true`, after 200 ms": "That would be a limit that starts again. This one ends after 100 ms.",
        },
        "why": "If A calls after the release, or right before it, it gets the lock at once. If both begin at the same \
                time, release and deadline come at the same moment too, and only the order of their steps decides.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
