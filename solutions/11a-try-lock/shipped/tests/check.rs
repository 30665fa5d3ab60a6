//! Threads that try, threads that sleep, and a holder, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: a try meets a holder, a sleeper, a release and another try.
//! - 2, the first time only: `a_try_acquires_a_free_lock`, `a_refused_try_changes_nothing` (three each).
//! - 3, one kind of type: `a_value_that_borrows_can_be_tried`, and bounds probed with `Rc` and `Cell`.
//! - 4, std's types: refused in all exercises.
//! - 5, "never waits": for a holder, behind a sleeper, for another try.
//! - 7, a limit above what is tried: a thousand refused tries, and a thousand that aren't.
//! - 8, a state that one sleeper can't tell from another: `two_sleepers_are_woken_although_a_thread_tries`.

use std::marker::PhantomData;

use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::trace::Operation;
use interleave::{Checker, Verdict, thread};
use try_lock::{Lock, LockGuard};

const LIED: &str = "the lock was free, and `try_lock` returned `None`";

/// One thread acquires the lock and drops the guard.
fn pass<T>(lock: &Lock<T>) {
    drop(lock.lock());
}

/// One thread tries to acquire the lock, and keeps it. Returns whether it got it.
fn keeps<T>(lock: &Lock<T>) -> bool {
    lock.try_lock().map(std::mem::forget).is_some()
}

#[test]
fn a_try_acquires_a_free_lock() {
    interleave::model(|| {
        let lock = Lock::new(0);
        for _ in 0..3 {
            let Some(mut value) = lock.try_lock() else { panic!("{LIED}") };
            *value += 1;
            assert!(lock.try_lock().is_none(), "main holds the lock, and got a second guard");
        }
        assert_eq!(*lock.lock(), 3);
    });
}

#[test]
fn a_refused_try_changes_nothing() {
    interleave::model(|| {
        let lock = Lock::new(0);
        let guard = lock.lock();
        for _ in 0..3 {
            let refused = lock.try_lock().is_none();
            assert!(refused, "main holds the lock, and `try_lock` returned a guard");
        }
        drop(guard);
        assert!(lock.try_lock().is_some(), "{LIED}");
    });
}

#[test]
fn a_thousand_tries_are_as_good_as_one() {
    interleave::replay("", || {
        let lock = Lock::new(0);
        for _ in 0..1_000 {
            let Some(_guard) = lock.try_lock() else { panic!("{LIED}") };
            assert!(lock.try_lock().is_none(), "main holds the lock, and got a second guard");
        }
    });
}

#[test]
fn a_refused_try_looks_once() {
    let steps = |tries: usize| {
        let run = interleave::replay("", || {
            let lock = Lock::new(0);
            let _guard = lock.lock();
            for _ in 0..tries {
                drop(lock.try_lock());
            }
        });
        run.steps.len()
    };
    let each = steps(1) - steps(0);
    assert!(each <= 1, "a try that is refused takes {each} steps; one look is enough");
    let both = steps(2) - steps(0);
    assert!(both <= 2, "two tries that are refused take {both} steps; one look each is enough");
}

#[test]
fn of_two_tries_at_once_exactly_one_succeeds() {
    interleave::model(|| {
        let lock = Lock::new(0);
        thread::scope(|s| {
            let tries = [s.spawn(|| keeps(&lock)), s.spawn(|| keeps(&lock))];
            let got = tries.map(|a| a.join().unwrap());
            assert!(got != [true, true], "two threads hold the lock at once");
            assert!(got != [false, false], "{LIED}, to both of two threads that tried");
        });
    });
}

#[test]
fn a_try_is_refused_only_by_a_holder() {
    interleave::model(|| {
        let lock = Lock::new(0);
        let guard = lock.lock();
        thread::scope(|s| {
            let early = s.spawn(|| keeps(&lock));
            drop(guard);
            let late = keeps(&lock);
            let early = early.join().unwrap();
            assert!(!(early && late), "two threads hold the lock at once");
            assert!(early || late, "main released the lock and then tried; {LIED}");
        });
    });
}

/// Main holds the lock, A wants it, and main releases it only after B has tried.
fn tries_behind_a_sleeper() {
    let lock = Lock::new(0);
    let guard = lock.lock();
    thread::scope(|s| {
        s.spawn(|| pass(&lock));
        let tries = s.spawn(|| lock.try_lock().is_some());
        assert!(!tries.join().unwrap(), "main holds the lock, and `try_lock` returned a guard");
        drop(guard);
    });
}

#[test]
fn a_try_never_waits_for_a_holder_or_behind_a_sleeper() {
    interleave::model(tries_behind_a_sleeper);
}

#[test]
fn a_refused_try_wakes_no_thread() {
    let Verdict::Holds(explored) = interleave::check(tries_behind_a_sleeper) else { return };
    let wakes = explored.most(Operation::FutexWakeOne) + explored.most(Operation::FutexWakeAll);
    assert!(
        wakes <= 2,
        "main and A release the lock once each, and B's try is refused: {wakes} calls wake a thread"
    );
}

#[test]
fn a_try_never_waits_for_a_thread_that_is_about_to_hold_the_lock() {
    interleave::model(|| {
        let lock = Lock::new(0);
        thread::scope(|s| {
            // None of the guards is dropped: a thread that waited would wait forever.
            s.spawn(|| keeps(&lock));
            keeps(&lock);
        });
    });
}

#[test]
fn a_sleeper_is_woken_although_a_thread_tries() {
    interleave::model(|| {
        let lock = Lock::new(0);
        let guard = lock.lock();
        thread::scope(|s| {
            s.spawn(|| pass(&lock));
            s.spawn(|| drop(lock.try_lock()));
            drop(guard);
        });
        assert!(lock.try_lock().is_some(), "{LIED}");
    });
}

#[test]
fn two_sleepers_are_woken_although_a_thread_tries() {
    Checker::new().max_preemptions(2).max_executions(10_000).model(|| {
        let lock = Lock::new(0);
        let guard = lock.lock();
        thread::scope(|s| {
            s.spawn(|| pass(&lock));
            s.spawn(|| pass(&lock));
            drop(lock.try_lock());
            drop(guard);
            drop(lock.try_lock());
        });
    });
}

#[test]
fn a_guard_from_a_try_wakes_a_sleeper() {
    interleave::model(|| {
        let lock = Lock::new(0);
        thread::scope(|s| {
            let Some(guard) = lock.try_lock() else { panic!("{LIED}") };
            s.spawn(|| pass(&lock));
            drop(guard);
        });
    });
}

#[test]
fn a_guard_from_a_try_shuts_every_other_thread_out() {
    interleave::model(|| {
        let lock = Lock::new((0, 0));
        let change = |pair: &mut (i32, i32)| {
            assert!(pair.0 == pair.1, "two threads use the value at once");
            pair.0 += 1;
            pair.1 += 1;
        };
        thread::scope(|s| {
            s.spawn(|| change(&mut lock.lock()));
            for _ in 0..2 {
                if let Some(mut pair) = lock.try_lock() {
                    change(&mut pair);
                }
            }
        });
        let pair = lock.lock();
        assert_eq!(pair.0, pair.1);
    });
}

#[test]
fn a_value_that_borrows_can_be_tried() {
    interleave::model(|| {
        let text = String::from("a crate of glass");
        let lock = Lock::new(text.as_str());
        assert_eq!(lock.try_lock().as_deref(), Some(&"a crate of glass"));
    });
}

/// What the compiler says about `T`. Where the bound holds, the inherent constant is found first; where it doesn't,
/// only the trait's is left.
struct Probe<T>(PhantomData<T>);

#[allow(dead_code, reason = "while everything is allowed, nothing falls back on it")]
trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

#[test]
fn the_compiler_promises_what_it_promised() {
    let promises = [
        (Probe::<u32>::IS_SEND, true, "the probe says that a number isn't `Send`"),
        (Probe::<*const u32>::IS_SYNC, false, "the probe says that a raw pointer is `Sync`"),
        (Probe::<LockGuard<'_, u32>>::IS_SEND, false, "a guard can be sent to another thread"),
        (Probe::<LockGuard<'_, Cell<u32>>>::IS_SYNC, false, "two threads can use one `Cell`"),
        (Probe::<Lock<Cell<u32>>>::IS_SYNC, true, "a lock around a `Cell` can't be shared"),
        (Probe::<Lock<Rc<u32>>>::IS_SYNC, false, "a lock around an `Rc` can be shared"),
        (Probe::<Lock<Rc<u32>>>::IS_SEND, false, "a lock around an `Rc` can be sent"),
    ];
    for (says, expected, otherwise) in promises {
        assert!(says == expected, "{otherwise}");
    }
}
