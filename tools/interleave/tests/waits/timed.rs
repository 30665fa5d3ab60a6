//! Waits that may time out, and the clock that they move.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::time::{Duration, Instant};
use interleave::{Checker, FailureKind, thread};

const MS: Duration = Duration::from_millis(1);

#[test]
fn a_timed_wait_ends_either_way_and_never_too_early() {
    let results = interleave::outcomes(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                *ready.lock().unwrap() = true;
                changed.notify_one();
            });
            let start = Instant::now();
            let guard = ready.lock().unwrap();
            let (guard, result) =
                changed.wait_timeout_while(guard, 5 * MS, |ready| !*ready).unwrap();
            assert_eq!(result.timed_out(), !*guard, "it times out only where it still waits");
            let elapsed = start.elapsed();
            assert!(!result.timed_out() || elapsed >= 5 * MS, "{elapsed:?}");
            (result.timed_out(), elapsed)
        })
    });
    let found: Vec<_> = results.values().copied().collect();
    // Also: the time was up, and what it waited for had come all the same.
    assert_eq!(found, [(false, Duration::ZERO), (false, 5 * MS), (true, 5 * MS)]);
}

#[test]
fn a_plain_timed_wait_may_also_end_for_no_reason() {
    let results = interleave::outcomes(|| {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        let start = Instant::now();
        let (guard, result) = condvar.wait_timeout(lock.lock().unwrap(), 3 * MS).unwrap();
        drop(guard);
        (result.timed_out(), start.elapsed())
    });
    let found: Vec<_> = results.values().copied().collect();
    assert_eq!(found, [(false, Duration::ZERO), (true, 3 * MS)]);
}

#[test]
fn what_is_forgotten_to_be_told_is_found_by_the_timeout() {
    interleave::model(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| *ready.lock().unwrap() = true);
            let mut guard = ready.lock().unwrap();
            while !*guard {
                guard = changed.wait_timeout(guard, MS).unwrap().0;
            }
        });
    });
}

#[test]
fn waiting_again_and_again_for_what_no_thread_does_never_ends() {
    let verdict = interleave::check(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        let mut guard = ready.lock().unwrap();
        while !*guard {
            guard = changed.wait_timeout(guard, MS).unwrap().0;
        }
    });
    let found = verdict.expect_fails(FailureKind::Spin);
    assert!(found.to_string().contains("again and again, and always times out"), "{found}");
}

#[test]
fn the_earliest_deadline_comes_first_when_all_threads_wait() {
    let results = interleave::outcomes(|| {
        let order = Mutex::new(Vec::new());
        thread::scope(|s| {
            for (name, millis) in [("late", 5), ("early", 3)] {
                let order = &order;
                s.spawn(move || {
                    // These two are the ones that may be early.
                    thread::park_timeout(MS);
                    thread::park_timeout(MS);
                    thread::park_timeout(millis * MS);
                    order.lock().unwrap().push(name);
                });
            }
        });
        order.into_inner().unwrap()
    });
    let found: Vec<_> = results.values().map(|order| order[0]).collect();
    // Who was late in beginning, or woke for no reason, may turn the order round; but it is no deadlock.
    assert_eq!(found, ["early", "late"]);
}

#[test]
fn a_timeout_that_is_too_long_for_the_clock_never_comes() {
    let verdict = interleave::check(|| {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        _ = condvar.wait_timeout(lock.lock().unwrap(), Duration::MAX);
    });
    verdict.expect_fails(FailureKind::LostWakeup);
}

#[test]
fn parking_with_a_timeout_ends_in_three_ways() {
    let results = interleave::outcomes(|| {
        let main = thread::current();
        let start = Instant::now();
        let other = thread::spawn(move || main.unpark());
        thread::park_timeout(2 * MS);
        let elapsed = start.elapsed();
        other.join().unwrap();
        elapsed
    });
    assert_eq!(results.values().copied().collect::<Vec<_>>(), [Duration::ZERO, 2 * MS]);
}

#[test]
fn parking_may_end_for_no_reason() {
    let run = |look_again: bool| {
        interleave::check(move || {
            let ready = AtomicBool::new(false);
            let main = thread::current();
            thread::scope(|s| {
                s.spawn(|| {
                    ready.store(true, SeqCst);
                    main.unpark();
                });
                thread::park();
                while look_again && !ready.load(SeqCst) {
                    thread::park();
                }
                assert!(ready.load(SeqCst), "whoever unparked has set it");
            });
        })
    };
    assert!(run(true).holds());
    let found = run(false).expect_fails(FailureKind::Assertion);
    assert!(found.to_string().contains("park ends for no reason"), "{found}");
}

#[test]
fn sleeping_waits_for_no_other_thread() {
    let verdict = interleave::check(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.store(1, SeqCst));
            thread::sleep(100 * MS);
            assert_eq!(x.load(SeqCst), 1, "it has had time enough");
        });
    });
    verdict.expect_fails(FailureKind::Assertion);
}

#[test]
fn two_sleeps_at_once_take_the_time_of_the_longer_and_may_take_more() {
    let results = Checker::new().outcomes(|| {
        let start = Instant::now();
        thread::scope(|s| {
            s.spawn(|| thread::sleep(5 * MS));
            thread::sleep(3 * MS);
        });
        start.elapsed()
    });
    let found: Vec<_> = results.values().copied().collect();
    assert_eq!(found, [5 * MS, 8 * MS]);
}

#[test]
fn a_loop_that_sleeps_between_its_looks_ends() {
    interleave::model(|| {
        let ready = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| ready.store(true, SeqCst));
            while !ready.load(SeqCst) {
                thread::sleep(MS);
            }
        });
    });
    let verdict = interleave::check(|| {
        let ready = AtomicBool::new(false);
        while !ready.load(SeqCst) {
            thread::sleep(MS);
        }
    });
    verdict.expect_fails(FailureKind::Spin);
}

#[test]
fn a_loop_with_a_deadline_gives_up() {
    let results = interleave::outcomes(|| {
        let ready = AtomicBool::new(false);
        let start = Instant::now();
        while !ready.load(SeqCst) {
            if start.elapsed() >= 10 * MS {
                return "gave up";
            }
            thread::sleep(MS);
        }
        "ready"
    });
    assert_eq!(results.values().copied().collect::<Vec<_>>(), ["gave up"]);
}

#[test]
fn in_a_schedule_without_its_letter_a_sleeper_wakes_only_when_woken_or_when_all_others_are_blocked()
{
    let run = interleave::replay("A A", || {
        let (ready, changed) = (AtomicBool::new(false), AtomicBool::new(false));
        let main = thread::current();
        thread::scope(|s| {
            s.spawn(|| {
                ready.store(true, SeqCst);
                main.unpark();
            });
            thread::park();
            changed.store(ready.load(SeqCst), SeqCst);
        });
        changed.into_inner()
    });
    assert!(run.value, "{run}");
    let run = interleave::replay("A", || {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.store(1, SeqCst));
            thread::sleep(MS);
            x.load(SeqCst)
        })
    });
    assert_eq!(run.value, 1, "{run}");
}
