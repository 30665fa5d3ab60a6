//! A thread with a time limit among threads without one, on a virtual clock.
//!
//! Time passes only while every thread sleeps, unless a thread is late. The explorer lets the first two timeouts of each
//! thread be late; `be_punctual` uses them up, and without preemptions a thread isn't late between two steps.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of several ways to wake: by a release, by the clock, by both at once, by an `unpark` from elsewhere.
//! - 2, the first time only: `a_thread_that_gave_up_can_come_again`.
//! - 4, std's types: refused in all exercises.
//! - 5, waiting where there is nothing to wait for: `a_limit_of_zero_never_waits`.
//! - 6, the boundary: zero, a fraction of a millisecond, more than a `u32` can hold, `Duration::MAX`.
//! - 7, a limit above what is tried: `five_hundred_wakeups_do_not_move_the_deadline`, and a wait of 500 years.
//! - 8, one waiter only: `the_others_keep_their_places`, also two on either side, `a_thread_that_gives_up_takes_no_turn_from_another`.
//! - 9, the lock is used again after all threads have left: in most tests.

use deadline::FairLock;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Mutex, mpsc};
use interleave::time::{Duration, Instant};
use interleave::trace::Operation;
use interleave::{Checker, Verdict, thread};

const MS: Duration = Duration::from_millis(1);

/// No thread is interrupted, so none is late between two of its steps.
fn on_time() -> Checker {
    Checker::new().order_only().max_preemptions(0).max_executions(1_000)
}

/// From here on, the timeouts of the calling thread are never late, even if one of these ends for no reason.
fn be_punctual() {
    for _ in 0..3 {
        thread::park_timeout(Duration::ZERO);
    }
}

/// Calls `acquire_for`. Returns what it says, and how long it took.
fn timed(lock: &FairLock, limit: Duration) -> (bool, Duration) {
    let start = Instant::now();
    let got = lock.acquire_for(limit);
    (got, start.elapsed())
}

/// Main holds the lock for good, and wakes A this often, once each `pause`. A must give up exactly at its deadline.
fn gives_up(limit: Duration, times: u32, pause: Duration) {
    let lock = FairLock::default();
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| timed(&lock, limit));
        for _ in 0..times {
            thread::sleep(pause);
            a.thread().unpark();
        }
        let (got, waited) = a.join().unwrap();
        assert!(!got, "main holds the lock, and `acquire_for` returned true");
        assert!(waited == limit, "A wanted to wait for {limit:?}, and gave up after {waited:?}");
    });
}

#[test]
fn a_thread_gives_up_exactly_at_its_deadline() {
    let short = [100 * MS, Duration::from_micros(1_500), Duration::from_nanos(1)];
    let long = [Duration::from_millis(1 << 32) + MS, Duration::from_secs(1 << 32) + MS];
    for limit in short.into_iter().chain(long) {
        on_time().model(|| gives_up(limit, 0, MS));
    }
}

#[test]
fn a_thread_that_is_woken_in_between_gives_up_at_the_same_deadline() {
    on_time().model(|| gives_up(100 * MS, 1, 60 * MS));
    on_time().model(|| gives_up(100 * MS, 3, 30 * MS));
}

#[test]
fn five_hundred_wakeups_do_not_move_the_deadline() {
    // One interleaving is enough. Each time B answers main, A has gone back to sleep.
    let found = on_time().max_executions(1).outcomes(|| {
        let lock = FairLock::default();
        lock.acquire();
        let ((ask, asked), (answer, answered)) = (mpsc::channel(), mpsc::channel());
        thread::scope(|s| {
            let a = s.spawn(|| {
                be_punctual();
                timed(&lock, 100 * MS)
            });
            s.spawn(move || asked.iter().for_each(|()| answer.send(()).unwrap()));
            for _ in 0..500 {
                a.thread().unpark();
                ask.send(()).unwrap();
                answered.recv().unwrap();
            }
            drop(ask);
            a.join().unwrap()
        })
    });
    // Without a picture: that would have thousands of steps.
    for (_, waited) in found.values() {
        assert!(
            *waited == 100 * MS,
            "A is woken 500 times; it wanted to wait for 100 ms, and gave up after {waited:?}"
        );
    }
}

#[test]
fn a_thread_acquires_the_lock_when_its_turn_comes() {
    on_time().model(|| {
        let lock = FairLock::default();
        lock.acquire();
        thread::scope(|s| {
            let a = s.spawn(|| {
                be_punctual();
                timed(&lock, 100 * MS)
            });
            let release_at = Duration::from_micros(37_500);
            thread::sleep(release_at);
            lock.release();
            let (got, waited) = a.join().unwrap();
            assert!(got, "the lock was released in time, and A gave up");
            assert!(
                waited <= release_at,
                "main released the lock after {release_at:?}, and A had it after {waited:?}"
            );
        });
    });
}

#[test]
fn a_turn_that_comes_at_the_deadline_is_taken() {
    let found = on_time().outcomes(|| {
        let lock = FairLock::default();
        lock.acquire();
        thread::scope(|s| {
            let a = s.spawn(|| {
                be_punctual();
                timed(&lock, 100 * MS)
            });
            thread::sleep(100 * MS);
            lock.release();
            a.join().unwrap()
        })
    });
    assert!(
        found.schedule(&(true, 100 * MS)).is_some(),
        "if the lock is handed to A exactly at its deadline, A gives up all the same"
    );
}

#[test]
fn a_waiting_thread_sleeps_until_its_deadline() {
    let verdict = on_time().check(|| {
        let lock = FairLock::default();
        lock.acquire();
        thread::scope(|s| _ = s.spawn(|| lock.acquire_for(100 * MS)));
    });
    let explored = match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    };
    let timeouts = explored.most(Operation::TimedOut);
    assert!(timeouts <= 1, "A has one deadline, and woke by itself {timeouts} times");
}

/// Enters with the lock, alone, and releases it.
fn visit(lock: &FairLock, inside: &AtomicU32) {
    let others = inside.fetch_add(1, SeqCst);
    assert!(others == 0, "two threads hold the lock at once");
    inside.fetch_sub(1, SeqCst);
    lock.release();
}

/// A has a limit, and B has none if it is there; main holds the lock, and releases it after `pause`.
fn a_gives_up(pause: Duration, and_b_waits: bool) {
    let (lock, inside) = (FairLock::default(), AtomicU32::new(0));
    lock.acquire();
    thread::scope(|s| {
        s.spawn(|| {
            if lock.acquire_for(5 * MS) {
                visit(&lock, &inside);
            }
        });
        if and_b_waits {
            s.spawn(|| {
                lock.acquire();
                visit(&lock, &inside);
            });
        }
        thread::sleep(pause);
        visit(&lock, &inside);
    });
    assert!(
        lock.acquire_for(Duration::ZERO),
        "every thread has left, and the lock isn't free: it was handed to a thread that had given up"
    );
}

#[test]
fn a_thread_holds_the_lock_exactly_if_it_says_so() {
    Checker::new().order_only().model(|| a_gives_up(Duration::ZERO, false));
}

#[test]
fn a_thread_that_is_late_gives_up_in_peace() {
    Checker::new().order_only().model(|| a_gives_up(20 * MS, false));
}

#[test]
fn a_thread_that_gives_up_takes_no_turn_from_another() {
    let some = Checker::new().order_only().max_preemptions(2).max_executions(10_000);
    some.model(|| a_gives_up(Duration::ZERO, true));
}

/// Threads come while main holds the lock, 10 ms apart, and `waits` says for how long each of them waits at most. Main
/// wakes each of them once for no reason, and later releases the lock. Those that get it get it in the order in which
/// they came.
#[track_caller]
fn check_queue<const N: usize>(waits: [Option<Duration>; N]) {
    on_time().model(|| {
        let lock = FairLock::default();
        let (came, entered) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
        lock.acquire();
        thread::scope(|s| {
            let threads = waits.map(|limit| {
                let (lock, came, entered) = (&lock, &came, &entered);
                let thread = s.spawn(move || {
                    let me = thread::current().number();
                    // Without preemptions, it joins the queue right after this.
                    came.lock().unwrap().push(me);
                    match limit {
                        Some(limit) if !lock.acquire_for(limit) => return,
                        Some(_) => {}
                        None => lock.acquire(),
                    }
                    entered.lock().unwrap().push(me);
                    lock.release();
                });
                thread::sleep(10 * MS);
                thread
            });
            threads.iter().for_each(|thread| thread.thread().unpark());
            thread::sleep(50 * MS);
            lock.release();
        });
        let (mut came, entered) = (came.into_inner().unwrap(), entered.into_inner().unwrap());
        came.retain(|thread| entered.contains(thread));
        assert!(came == entered, "a thread got the lock before one that was ahead of it");
    });
}

#[test]
fn the_others_keep_their_places() {
    check_queue([None, Some(5 * MS)]);
    // At 65 ms the third of five gives up. Main releases the lock at 100 ms.
    check_queue([None, None, Some(45 * MS), None, None]);
}

#[test]
fn a_thread_with_a_limit_keeps_its_place_whatever_wakes_it() {
    check_queue([Some(200 * MS), None]);
}

/// A wants the lock and keeps it. Main releases it after `pause`, and then tries to get it back.
#[track_caller]
fn check_handed_over(pause: Duration) {
    Checker::new().order_only().model(|| {
        let lock = FairLock::default();
        lock.acquire();
        thread::scope(|s| {
            let a = s.spawn(|| lock.acquire_for(5 * MS));
            thread::sleep(pause);
            lock.release();
            let back = lock.acquire_for(Duration::ZERO);
            let got = a.join().unwrap();
            assert!(!(got && back), "A and main hold the lock at once");
            assert!(
                got || back,
                "main couldn't get the lock, because it was A's, and A says that it gave up"
            );
        });
    });
}

#[test]
fn a_lock_that_is_handed_over_is_not_handed_back() {
    check_handed_over(Duration::ZERO);
    check_handed_over(5 * MS);
    check_handed_over(20 * MS);
}

#[test]
fn a_thread_that_gave_up_can_come_again() {
    Checker::new().order_only().model(|| {
        let lock = FairLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..2 {
                    if lock.acquire_for(5 * MS) {
                        lock.release();
                    }
                }
                lock.acquire();
                lock.release();
            });
            lock.release();
        });
        assert!(lock.acquire_for(MS), "every thread has left, and the lock isn't free");
    });
}

#[test]
fn a_limit_of_zero_never_waits() {
    interleave::model(|| {
        let lock = FairLock::default();
        assert!(lock.acquire_for(Duration::ZERO), "the lock is free");
        thread::scope(|s| {
            let a = s.spawn(|| timed(&lock, Duration::ZERO));
            let (got, waited) = a.join().unwrap();
            assert!(!got, "main holds the lock, and A got it");
            assert!(waited.is_zero(), "with a limit of zero, A waited for {waited:?}");
        });
        lock.release();
        assert!(lock.acquire_for(Duration::ZERO), "the lock is free again");
    });
}

#[test]
fn the_longest_limit_waits_as_long_as_it_takes() {
    for limit in [Duration::MAX, Duration::MAX / 2] {
        // A loop that looks at short intervals would go on for a long time here.
        on_time().max_executions(30).model(|| {
            let lock = FairLock::default();
            lock.acquire();
            thread::scope(|s| {
                s.spawn(|| {
                    be_punctual();
                    assert!(lock.acquire_for(limit), "A gave up, with a limit of {limit:?}");
                });
                // 500 years.
                thread::sleep(Duration::from_secs(500 * 365 * 24 * 3_600));
                lock.release();
            });
        });
    }
}
