//! Holders, strangers, and a lathe.
//!
//! `order_only`: which orderings a lock needs is the question of chapter 7.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::trace::Failure;
use interleave::{Checker, thread};
use owner::{NotYours, OwnedLock};

/// Takes the lock, uses the lathe, and frees the lock.
fn turn(lock: &OwnedLock, at_work: &AtomicU32) {
    lock.acquire();
    let others = at_work.fetch_add(1, SeqCst);
    assert!(others == 0, "switched on the lathe while somebody else was at work");
    at_work.fetch_sub(1, SeqCst);
    let freed = lock.release();
    assert!(freed.is_ok(), "held the lock, but was not allowed to free it");
}

#[test]
fn a_stranger_cannot_free_the_lock_of_somebody_at_work() {
    Checker::new().order_only().model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let freed = lock.release();
                assert!(freed.is_err(), "freed a lock that somebody else held");
                turn(&lock, &at_work);
            });
            s.spawn(|| turn(&lock, &at_work));
        });
        assert!(!lock.locked(), "everybody is done, but the lock is locked");
    });
}

#[test]
fn whoever_holds_the_lock_can_free_it() {
    Checker::new().order_only().model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| turn(&lock, &at_work));
            }
        });
        assert!(!lock.locked(), "everybody is done, but the lock is locked");
    });
}

#[test]
fn so_it_is_with_three() {
    // Bounded, so that loops without a hint do not take minutes.
    Checker::new().order_only().max_preemptions(2).model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| turn(&lock, &at_work));
            }
        });
    });
}

#[test]
fn whoever_has_freed_the_lock_cannot_free_it_again() {
    Checker::new().order_only().model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                turn(&lock, &at_work);
                let again = lock.release();
                assert!(again.is_err(), "freed the lock a second time");
            });
            s.spawn(|| turn(&lock, &at_work));
        });
    });
}

#[test]
fn whoever_asks_is_told_whether_they_hold_it() {
    Checker::new().order_only().model(|| {
        let lock = OwnedLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    assert!(!lock.held_by_me(), "has not taken the lock yet, but holds it");
                    lock.acquire();
                    assert!(lock.held_by_me(), "has taken the lock, but does not hold it");
                    assert!(lock.release().is_ok(), "held the lock, but could not free it");
                    assert!(!lock.held_by_me(), "has freed the lock, but still holds it");
                });
            }
        });
    });
}

#[test]
fn a_refused_release_changes_nothing() {
    Checker::new().order_only().model(|| {
        let lock = OwnedLock::default();
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert_eq!(lock.release(), Err(NotYours), "main holds the lock"));
            }
            assert!(lock.locked(), "main holds the lock, but it is not locked");
            assert!(lock.held_by_me(), "main holds the lock, but is told that it does not");
        });
        assert_eq!(lock.release(), Ok(()), "main holds the lock");
        assert!(!lock.locked(), "main freed the lock, but it is locked");
    });
}

#[test]
fn nobody_can_free_a_free_lock() {
    Checker::new().order_only().model(|| {
        let lock = OwnedLock::default();
        assert_eq!(lock.release(), Err(NotYours), "nobody ever held the lock");
        assert!(!lock.held_by_me(), "nobody ever took the lock");
        assert!(!lock.locked(), "nobody ever took the lock, but it is locked");
        for _ in 0..2 {
            lock.acquire();
            assert!(lock.locked(), "the lock was taken, but it is not locked");
            assert_eq!(lock.release(), Ok(()), "the same thread took the lock");
            assert_eq!(lock.release(), Err(NotYours), "the lock was free");
        }
    });
}

#[test]
fn who_holds_one_lock_does_not_hold_another() {
    Checker::new().order_only().model(|| {
        let (lathe, saw) = (OwnedLock::default(), OwnedLock::default());
        lathe.acquire();
        assert!(!saw.held_by_me(), "the lathe is taken, not the saw");
        assert_eq!(saw.release(), Err(NotYours), "the lathe was taken, not the saw");
        saw.acquire();
        assert!(lathe.held_by_me(), "both are taken");
        assert_eq!(saw.release(), Ok(()), "both were taken");
        assert!(lathe.held_by_me(), "the saw was freed, not the lathe");
        assert_eq!(lathe.release(), Ok(()), "both were taken");
    });
}

#[test]
fn whoever_holds_the_lock_and_takes_it_again_waits() {
    let verdict = Checker::new().order_only().check(|| {
        let lock = OwnedLock::default();
        lock.acquire();
        lock.acquire();
    });
    let Some(counterexample) = verdict.counterexample() else {
        panic!("the lock was taken, and taken again before it was freed");
    };
    // Whether it spins, sleeps or waits for a lock inside is its own business.
    let gave_up = matches!(counterexample.failure, Failure::Assertion { .. });
    assert!(!gave_up, "whoever holds the lock and takes it again waits for ever, but it gave up");
}
