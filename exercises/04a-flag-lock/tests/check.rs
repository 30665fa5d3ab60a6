//! Sends photographers to the darkroom, in every interleaving.
//!
//! `order_only`: which orderings a lock needs is the question of chapter 7.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `acquire` and `release` each race themselves and each other; `locked` races both.
//! - 2, the first time only: `nor_do_they_when_they_acquire_twice`, `a_lock_is_locked_from_acquire_to_release`.
//! - 4, std's types: refused in all exercises.
//! - 5, a waiter that meets a newcomer: `a_waiter_does_not_enter_together_with_a_newcomer`.
//! - 7, a waiter that gives up after some rounds: any test with a waiter sees it enter. Hundreds of rounds are beyond
//!   it, because the explorer takes a loop that sees the same value so often for waiting.

use flag_lock::{FlagLock, NotLocked};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};

/// Takes the lock, is alone inside, and releases the lock.
fn develop_once(lock: &FlagLock, inside: &AtomicU32) {
    lock.acquire();
    let others = inside.fetch_add(1, SeqCst);
    assert!(others == 0, "two threads hold the lock together");
    inside.fetch_sub(1, SeqCst);
    let released = lock.release();
    assert!(released.is_ok(), "held the lock, but `release` said that it was free");
}

/// So many threads, each taking the lock so many times.
fn develop(threads: u32, times: u32) {
    let (lock, inside) = (FlagLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    develop_once(&lock, &inside);
                }
            });
        }
    });
    assert!(!lock.locked(), "every thread has released the lock, but it is locked");
}

#[test]
fn two_threads_never_hold_the_lock_together() {
    Checker::new().order_only().model(|| develop(2, 1));
}

#[test]
fn nor_do_they_when_they_acquire_twice() {
    // Bounded here and below, so that loops without a hint do not take minutes.
    Checker::new().order_only().max_preemptions(2).model(|| develop(2, 2));
}

#[test]
fn nor_do_two_of_three_threads() {
    Checker::new().order_only().max_preemptions(2).model(|| develop(3, 1));
}

#[test]
fn a_waiter_does_not_enter_together_with_a_newcomer() {
    Checker::new().order_only().model(|| {
        let (lock, inside) = (FlagLock::default(), AtomicU32::new(0));
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| develop_once(&lock, &inside));
            assert!(lock.release().is_ok(), "held the lock, but `release` said that it was free");
            develop_once(&lock, &inside);
        });
    });
}

#[test]
fn a_lock_is_locked_from_acquire_to_release() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        for _ in 0..2 {
            assert!(!lock.locked(), "no thread holds the lock, but it is locked");
            lock.acquire();
            assert!(lock.locked(), "main holds the lock, but it is not locked");
            assert_eq!(lock.release(), Ok(()), "main held the lock");
        }
        assert!(!lock.locked(), "no thread holds the lock, but it is locked");
    });
}

#[test]
fn releasing_a_free_lock_is_an_error_and_changes_nothing() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        assert_eq!(lock.release(), Err(NotLocked), "the lock was never taken");
        assert!(!lock.locked(), "the lock was never taken, but it is locked");
        lock.acquire();
        assert_eq!(lock.release(), Ok(()), "main held the lock");
        assert_eq!(lock.release(), Err(NotLocked), "main has released the lock already");
        lock.acquire();
        assert!(lock.locked(), "main holds the lock, but it is not locked");
    });
}

#[test]
fn of_two_releases_at_once_exactly_one_succeeds() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        lock.acquire();
        let told = thread::scope(|s| {
            let both = [0, 1].map(|_| s.spawn(|| lock.release()));
            both.map(|one| one.join().unwrap())
        });
        let released = told.iter().filter(|told| told.is_ok()).count();
        assert!(
            released == 1,
            "the lock was taken once and two threads released it, but {released} of them were told that they did"
        );
        assert!(!lock.locked(), "the lock was released, but it is locked");
    });
}

#[test]
fn a_release_that_fails_has_released_nothing() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        let told = thread::scope(|s| {
            s.spawn(|| lock.acquire());
            let told = s.spawn(|| lock.release());
            told.join().unwrap()
        });
        let locked = lock.locked();
        assert!(
            locked == told.is_err(),
            "A took the lock and keeps it, and `release` returned {told:?} to B; but in the end `locked` is {locked}"
        );
    });
}

#[test]
fn any_thread_may_release_the_lock() {
    Checker::new().order_only().model(|| {
        let (lock, films) = (FlagLock::default(), AtomicU32::new(0));
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                films.store(1, SeqCst);
                assert_eq!(lock.release(), Ok(()), "main held the lock, and A released it");
            });
            lock.acquire();
            let films = films.load(SeqCst);
            assert!(films == 1, "main got the lock again before A released it");
        });
    });
}

#[test]
fn locked_stays_true_while_a_thread_waits() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| lock.acquire());
            assert!(lock.locked(), "main holds the lock, but it is not locked");
            assert_eq!(lock.release(), Ok(()), "main held the lock");
        });
        assert!(lock.locked(), "A, which waited, holds the lock, but it is not locked");
    });
}

#[test]
fn locked_changes_nothing() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                assert!(lock.locked(), "A holds the lock, but it is not locked");
                assert_eq!(lock.release(), Ok(()), "A held the lock");
            });
            lock.locked();
            lock.locked();
        });
        assert!(!lock.locked(), "every thread has released the lock, but it is locked");
    });
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert!(!lock.locked(), "no thread holds the lock, but it is locked"));
            }
        });
    });
}

#[test]
fn each_lock_is_a_lock_of_its_own() {
    Checker::new().order_only().model(|| {
        let (lock, other) = (FlagLock::default(), FlagLock::default());
        lock.acquire();
        assert!(!other.locked(), "another lock was taken, not this one");
        other.acquire();
        assert_eq!(lock.release(), Ok(()), "main held the lock");
        assert!(other.locked(), "another lock was released, not this one");
    });
}
