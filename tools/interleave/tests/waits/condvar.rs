//! The classical bugs around a condvar, and their cures.

use std::time::Duration;

use interleave::sync::{Condvar, Mutex, MutexGuard};
use interleave::trace::Operation;
use interleave::{Checker, FailureKind, ReplayError, Verdict, thread};

/// One thread waits for a flag that another sets; `wait` is what it does about it.
fn flag(
    wait: impl for<'a> Fn(&Condvar, MutexGuard<'a, bool>) -> MutexGuard<'a, bool> + Sync,
) -> Verdict {
    interleave::check(|| {
        let (ready, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let ready = wait(&changed, ready.lock().unwrap());
                assert!(*ready, "it is ready");
            });
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
    })
}

#[test]
fn waiting_in_a_loop_holds() {
    let verdict = flag(|changed, mut ready| {
        while !*ready {
            ready = changed.wait(ready).unwrap();
        }
        ready
    });
    assert!(verdict.holds());
    assert!(flag(|changed, ready| changed.wait_while(ready, |ready| !*ready).unwrap()).holds());
}

#[test]
fn an_if_breaks_when_the_wait_ends_for_no_reason() {
    let verdict = flag(|changed, ready| if *ready { ready } else { changed.wait(ready).unwrap() });
    let found = verdict.expect_fails(FailureKind::Assertion);
    assert!(found.to_string().contains("changed.wait ends for no reason"), "{found}");
}

#[test]
fn waiting_without_looking_first_may_wait_for_what_has_been() {
    let found =
        flag(|changed, ready| changed.wait(ready).unwrap()).expect_fails(FailureKind::LostWakeup);
    assert!(
        found.to_string().contains("came when no thread was asleep: the wakeup is lost"),
        "{found}"
    );
}

/// Two takers wait for items; one item comes, and then another.
fn takers(look_again: bool) {
    let (items, filled) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let mut items = items.lock().unwrap();
                while *items == 0 {
                    items = filled.wait(items).unwrap();
                    if !look_again {
                        break;
                    }
                }
                assert!(*items > 0, "there is an item to take");
                *items -= 1;
            });
        }
        for _ in 0..2 {
            *items.lock().unwrap() += 1;
            filled.notify_all();
        }
    });
}

#[test]
fn an_if_breaks_when_another_thread_is_quicker() {
    interleave::model(|| takers(true));
    interleave::check(|| takers(false)).expect_fails(FailureKind::Assertion);
    // Both sleep, one item comes, both wake, and B is second.
    let stolen = Checker::new().try_replay("A A B B M M M A A B B M M M", || takers(false));
    let Err(ReplayError::Fails(found)) = stolen else { panic!("{stolen:?}") };
    let steps = &found.trace.steps;
    assert!(steps.iter().all(|step| step.operation != Operation::WokeSpuriously), "{found}");
    assert!(steps.iter().any(|step| step.woke == Some(vec![1, 2])), "{found}");
    assert!(found.to_string().contains("B: there is an item to take"), "{found}");
}

/// A queue with one slot, two producers and two consumers.
fn queue(notify: fn(&Condvar), split: bool) -> Verdict {
    interleave::check(move || {
        let slot = Mutex::new(None);
        let (emptied, filled) = (Condvar::new(), Condvar::new());
        let emptied = if split { &emptied } else { &filled };
        thread::scope(|s| {
            for item in 0..2 {
                let (slot, filled) = (&slot, &filled);
                s.spawn(move || {
                    let mut slot = slot.lock().unwrap();
                    while slot.is_some() {
                        slot = emptied.wait(slot).unwrap();
                    }
                    *slot = Some(item);
                    notify(filled);
                });
                s.spawn(move || {
                    let mut slot = slot.lock().unwrap();
                    while slot.is_none() {
                        slot = filled.wait(slot).unwrap();
                    }
                    *slot = None;
                    notify(emptied);
                });
            }
        });
    })
}

#[test]
fn one_condvar_for_two_kinds_of_waiters_and_notify_one_gets_stuck() {
    let found = queue(Condvar::notify_one, false).expect_fails(FailureKind::LostWakeup);
    let text = found.to_string();
    // The wakeup goes to one of the wrong kind, who goes back to sleep.
    assert!(text.contains("woke") && text.contains(", not "), "{text}");
}

#[test]
fn a_condvar_for_each_kind_or_notifying_all_holds() {
    assert!(queue(Condvar::notify_one, true).holds());
    assert!(queue(Condvar::notify_all, false).holds());
}

#[test]
fn of_two_notifications_one_may_wake_no_thread() {
    let verdict = interleave::check(|| {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| drop(condvar.wait(lock.lock().unwrap()).unwrap()));
            }
            for _ in 0..2 {
                drop(lock.lock().unwrap());
                condvar.notify_one();
            }
        });
    });
    let found = verdict.expect_fails(FailureKind::LostWakeup);
    let lost = found.trace.steps.iter().filter(|step| step.woke_nobody()).count();
    assert!(lost > 0, "{found}");
}

#[test]
fn notify_one_may_wake_any_sleeper() {
    let first = interleave::outcomes(|| {
        let (turn, condvar) = (Mutex::new(Vec::new()), Condvar::new());
        let asleep = Mutex::new(0);
        thread::scope(|s| {
            for name in ['A', 'B', 'C'] {
                let (turn, condvar, asleep) = (&turn, &condvar, &asleep);
                s.spawn(move || {
                    let mut turn = turn.lock().unwrap();
                    *asleep.lock().unwrap() += 1;
                    turn = condvar.wait(turn).unwrap();
                    turn.push(name);
                });
            }
            while *asleep.lock().unwrap() < 3 {
                thread::yield_now();
            }
            drop(turn.lock().unwrap());
            condvar.notify_one();
            condvar.notify_all();
        });
        turn.into_inner().unwrap()[0]
    });
    assert_eq!(first.values().copied().collect::<Vec<_>>(), ['A', 'B', 'C']);
}

#[test]
fn a_notification_orders_nothing() {
    struct Data(interleave::cell::UnsafeCell<u32>);
    // SAFETY: the race is wanted.
    unsafe impl Sync for Data {}
    let verdict = interleave::check(|| {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        let data = Data(interleave::cell::UnsafeCell::new(0));
        thread::scope(|s| {
            let data = &data;
            s.spawn(|| {
                _ = data.0.get();
                // Not under the lock, so only the notification could order this.
                condvar.notify_one();
            });
            let guard = lock.lock().unwrap();
            let (guard, _) = condvar.wait_timeout(guard, Duration::from_millis(1)).unwrap();
            drop(guard);
            _ = data.0.get();
        });
    });
    verdict.expect_fails(FailureKind::DataRace);
}

#[test]
fn two_of_a_kind_that_wait_for_locks_in_a_circle_are_a_deadlock_and_no_lost_wakeup() {
    let verdict = interleave::check(|| {
        let (left, right, done) = (Mutex::new(false), Mutex::new(()), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let left = left.lock().unwrap();
                let right = right.lock().unwrap();
                drop((left, right));
                done.notify_all();
            });
            let _right = right.lock().unwrap();
            let mut left = left.lock().unwrap();
            *left = true;
        });
    });
    verdict.expect_fails(FailureKind::Deadlock);
}

#[test]
fn a_sleeper_that_holds_another_lock_blocks_the_threads_that_wait_for_it() {
    let verdict = interleave::check(|| {
        let (outer, inner, ready) = (Mutex::new(()), Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let _outer = outer.lock().unwrap();
                let guard = ready.wait_while(inner.lock().unwrap(), |ready| !*ready).unwrap();
                drop(guard);
            });
            let _outer = outer.lock().unwrap();
            *inner.lock().unwrap() = true;
            ready.notify_one();
        });
    });
    let found = verdict.expect_fails(FailureKind::LostWakeup);
    let text = found.to_string();
    assert!(text.contains("sleeps on `ready`"), "{text}");
    assert!(text.contains("waits at") && text.contains("for the lock `outer`"), "{text}");
}

#[test]
fn a_test_can_count_wakeups_and_those_that_wake_none() {
    let program = || {
        let (lock, condvar) = (Mutex::new(()), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| drop(condvar.wait(lock.lock().unwrap()).unwrap()));
            condvar.notify_one();
            condvar.notify_all();
        });
    };
    let run = interleave::replay("M A A M A A", program);
    let wakeups = run.steps.iter().filter(|step| step.is_wakeup()).count();
    let waits = run.steps.iter().filter(|step| step.operation == Operation::Wait).count();
    let in_vain = run.steps.iter().filter(|step| step.woke_nobody()).count();
    assert_eq!((wakeups, waits, in_vain), (2, 1, 1), "{run}");
    let woken = run.steps.iter().find_map(|step| step.woken_by).unwrap();
    assert_eq!(run.steps[woken].operation, Operation::NotifyAll, "{run}");
}
