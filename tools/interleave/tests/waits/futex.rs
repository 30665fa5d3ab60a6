//! Locks made of an atomic and a futex: the textbook's, and what is easily got wrong.

use interleave::futex::{wait, wake_all, wake_one};
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::trace::Operation;
use interleave::{FailureKind, Verdict, cell, thread};

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;
const CONTENDED: u32 = 2;

/// How a lock is taken and given back.
type Steps = fn(&AtomicU32);

/// Each thread adds one under the lock.
fn counts(threads: usize, lock: Steps, unlock: Steps) -> Verdict {
    interleave::check(move || {
        struct Counter(cell::UnsafeCell<u32>);
        // SAFETY: the lock under test guards it; if it does not, that is a data race, and found.
        unsafe impl Sync for Counter {}
        let (state, counter) = (AtomicU32::new(UNLOCKED), Counter(cell::UnsafeCell::new(0)));
        thread::scope(|s| {
            for _ in 0..threads {
                let (state, counter) = (&state, &counter);
                s.spawn(move || {
                    lock(state);
                    // SAFETY: as above.
                    unsafe { *counter.0.get() += 1 };
                    unlock(state);
                });
            }
        });
        assert_eq!(counter.0.into_inner(), threads as u32);
    })
}

fn lock_two(state: &AtomicU32) {
    while state.swap(LOCKED, Acquire) == LOCKED {
        wait(state, LOCKED);
    }
}

fn unlock_two(state: &AtomicU32) {
    state.store(UNLOCKED, Release);
    wake_one(state);
}

fn lock_three(state: &AtomicU32) {
    if state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_err() {
        while state.swap(CONTENDED, Acquire) != UNLOCKED {
            wait(state, CONTENDED);
        }
    }
}

fn unlock_three(state: &AtomicU32) {
    if state.swap(UNLOCKED, Release) == CONTENDED {
        wake_one(state);
    }
}

#[test]
fn a_mutex_with_two_states_holds() {
    for threads in [2, 3] {
        let explored = counts(threads, lock_two, unlock_two).expect_holds();
        println!("two states, {threads} threads: {} executions", explored.interleavings());
    }
}

#[test]
fn a_mutex_with_three_states_holds() {
    for threads in [2, 3] {
        let explored = counts(threads, lock_three, unlock_three).expect_holds();
        println!("three states, {threads} threads: {} executions", explored.interleavings());
    }
}

#[test]
fn one_that_never_wakes_gets_stuck_with_the_lock_free() {
    let found = counts(2, lock_two, |state| state.store(UNLOCKED, Release))
        .expect_fails(FailureKind::LostWakeup);
    let text = found.to_string();
    assert!(text.contains("asleep although `state` is 0 by now, not 1"), "{text}");
}

#[test]
fn one_that_sleeps_without_another_look_lets_two_in() {
    let careless: Steps = |state| {
        if state.swap(LOCKED, Acquire) == LOCKED {
            wait(state, LOCKED);
        }
    };
    let found = counts(2, careless, unlock_two).counterexample().cloned().unwrap();
    assert!(matches!(found.kind(), "data_race" | "assertion"), "{found}");
}

#[test]
fn a_waiter_that_comes_back_with_locked_instead_of_contended_forgets_the_others() {
    let forgetful: Steps = |state| {
        if state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        loop {
            // Marks the lock as contended before it sleeps, but takes it as if nobody else slept.
            let seen = state.compare_exchange(LOCKED, CONTENDED, Relaxed, Relaxed);
            if seen != Err(UNLOCKED) {
                wait(state, CONTENDED);
            }
            if state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
                return;
            }
        }
    };
    assert!(counts(2, forgetful, unlock_three).holds());
    counts(3, forgetful, unlock_three).expect_fails(FailureKind::LostWakeup);
}

#[test]
fn a_sleep_that_does_not_look_first_would_miss_the_wakeup() {
    // The futex compares and goes to sleep in one step: this is what that is for.
    interleave::model(|| {
        let ready = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                ready.store(1, Release);
                wake_all(&ready);
            });
            while ready.load(Acquire) == 0 {
                wait(&ready, 0);
            }
        });
    });
    let found = interleave::check(|| {
        let (ready, bell) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                ready.store(1, Release);
                wake_all(&bell);
            });
            while ready.load(Acquire) == 0 {
                wait(&bell, 0);
            }
        });
    })
    .expect_fails(FailureKind::LostWakeup);
    assert!(found.to_string().contains("came when no thread was asleep"), "{found}");
}

#[test]
fn a_wakeup_orders_nothing() {
    let verdict = interleave::check(|| {
        let (flag, data) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                flag.store(1, Relaxed);
                wake_one(&flag);
            });
            while flag.load(Relaxed) == 0 {
                wait(&flag, 0);
            }
            assert_eq!(data.load(Relaxed), 1, "the data behind the flag");
        });
    });
    verdict.expect_fails(FailureKind::Assertion);
}

#[test]
fn the_address_that_is_woken_may_be_gone() {
    interleave::model(|| {
        let gone = {
            let state = Box::new(AtomicU32::new(0));
            state.store(1, SeqCst);
            std::ptr::from_ref(&*state)
        };
        wake_one(gone);
        wake_all(gone);
    });
}

#[test]
fn a_test_can_count_needless_wake_calls() {
    let run = |lock: Steps, unlock: Steps| {
        let run = interleave::replay("A A A", move || {
            let state = AtomicU32::new(UNLOCKED);
            thread::scope(|s| {
                s.spawn(|| {
                    lock(&state);
                    unlock(&state);
                });
            });
        });
        run.steps.iter().filter(|s| s.operation == Operation::FutexWakeOne).count()
    };
    assert_eq!(run(lock_two, unlock_two), 1);
    // Two steps are enough, so the third letter is one too many.
    let schedule = interleave::Checker::new().try_replay("A A", || {
        let state = AtomicU32::new(UNLOCKED);
        thread::scope(|s| {
            s.spawn(|| {
                lock_three(&state);
                unlock_three(&state);
            });
        });
    });
    let Ok(run) = schedule else { panic!("{schedule:?}") };
    assert!(run.steps.iter().all(|s| !s.is_wakeup()), "{run}");
}
