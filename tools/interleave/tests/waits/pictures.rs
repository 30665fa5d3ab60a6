//! What a learner sees of each way to sleep forever, wide and narrow.

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::sync::{Condvar, Mutex};
use interleave::time::{Duration, Instant};
use interleave::{FailureKind, Verdict, futex, thread};

#[track_caller]
fn check(verdict: Verdict, kind: FailureKind, picture: ExpectFile) {
    let found = verdict.expect_fails(kind);
    picture.assert_eq(&format!("{}\n{}", found.render(100, false), found.render(60, false)));
}

#[test]
fn a_notification_that_came_too_early() {
    let verdict = interleave::check(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let seen = *ready.lock().unwrap();
                if !seen {
                    let guard = ready.lock().unwrap();
                    drop(changed.wait(guard).unwrap());
                }
            });
            s.spawn(|| {
                *ready.lock().unwrap() = true;
                changed.notify_one();
            });
        });
    });
    check(verdict, FailureKind::LostWakeup, expect_file!["pictures/too-early.txt"]);
}

#[test]
fn a_notification_that_woke_another() {
    let verdict = interleave::check(|| {
        let (slot, changed) = (Mutex::new(0), Condvar::new());
        let put = || {
            let mut slot = slot.lock().unwrap();
            while *slot == 1 {
                slot = changed.wait(slot).unwrap();
            }
            *slot = 1;
            changed.notify_one();
        };
        let take = || {
            let mut slot = slot.lock().unwrap();
            while *slot == 0 {
                slot = changed.wait(slot).unwrap();
            }
            *slot = 0;
            changed.notify_one();
        };
        thread::scope(|s| {
            s.spawn(put);
            s.spawn(take);
            s.spawn(put);
            s.spawn(take);
        });
    });
    check(verdict, FailureKind::LostWakeup, expect_file!["pictures/woke-another.txt"]);
}

#[test]
fn a_wait_that_ends_for_no_reason() {
    let verdict = interleave::check(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let mut ready = ready.lock().unwrap();
                if !*ready {
                    ready = changed.wait(ready).unwrap();
                }
                assert!(*ready, "it is ready");
            });
            s.spawn(|| {
                *ready.lock().unwrap() = true;
                changed.notify_one();
            });
        });
    });
    check(verdict, FailureKind::Assertion, expect_file!["pictures/no-reason.txt"]);
}

#[test]
fn a_futex_that_is_never_woken() {
    let verdict = interleave::check(|| {
        let state = AtomicU32::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    while state.swap(1, Acquire) == 1 {
                        futex::wait(&state, 1);
                    }
                    state.store(0, Release);
                });
            }
        });
    });
    check(verdict, FailureKind::LostWakeup, expect_file!["pictures/futex.txt"]);
}

#[test]
fn two_tokens_that_were_one() {
    let verdict = interleave::check(|| {
        let main = thread::current();
        thread::scope(|s| {
            s.spawn(|| {
                main.unpark();
                main.unpark();
            });
            // One of three may end for no reason.
            thread::park();
            thread::park();
            thread::park();
        });
    });
    check(verdict, FailureKind::LostWakeup, expect_file!["pictures/tokens.txt"]);
}

#[test]
fn a_wait_that_always_times_out() {
    let verdict = interleave::check(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        let mut guard = ready.lock().unwrap();
        while !*guard {
            guard = changed.wait_timeout(guard, Duration::from_millis(1)).unwrap().0;
        }
    });
    check(verdict, FailureKind::Spin, expect_file!["pictures/times-out.txt"]);
}

#[test]
fn a_clock_that_is_never_late_enough() {
    let verdict = interleave::check(|| {
        let start = Instant::now();
        while start.elapsed() < Duration::MAX {}
    });
    check(verdict, FailureKind::Spin, expect_file!["pictures/clock.txt"]);
}

#[test]
fn a_sleep_that_was_meant_to_be_long_enough() {
    let verdict = interleave::check(|| {
        let done = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| done.store(1, SeqCst));
            thread::sleep(Duration::from_millis(100));
            assert_eq!(done.load(SeqCst), 1, "it has had time enough");
        });
    });
    check(verdict, FailureKind::Assertion, expect_file!["pictures/sleep.txt"]);
}
