//! Threads that hold the lock, and threads that don't.
//!
//! `order_only`: which orderings a lock needs is the question of chapter 7.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of several threads only: main, A and B are each the holder, and each the one that is refused.
//! - 2, the first time only: `a_thread_that_has_released_the_lock_cannot_release_it_again`,
//!   `a_lock_belongs_to_its_latest_holder`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: `none_of_sixteen_threads_is_taken_for_another`; the explorer has no more.
//! - 5, giving up instead of waiting: `a_holder_that_acquires_again_waits_forever`.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::trace::Failure;
use interleave::{Checker, thread};
use owner::{NotYours, OwnedLock, me};

/// Takes the lock, is alone at the lathe, and releases the lock.
fn turn(lock: &OwnedLock, at_work: &AtomicU32) {
    lock.acquire();
    let others = at_work.fetch_add(1, SeqCst);
    assert!(others == 0, "two threads hold the lock together");
    at_work.fetch_sub(1, SeqCst);
    let freed = lock.release();
    assert!(freed.is_ok(), "held the lock, but `release` refused");
}

/// The others are right only if this is.
#[test]
fn me_gives_each_thread_its_own_number() {
    Checker::new().order_only().outcomes(|| {
        let numbers = thread::scope(|s| {
            let (a, b) = (s.spawn(me), s.spawn(me));
            [me(), a.join().unwrap(), b.join().unwrap()]
        });
        let [main, a, b] = numbers;
        assert!(
            main != a && a != b && main != b,
            "`me` returns {main} to main, {a} to A and {b} to B, but each needs a number of its own. The threads of the \
             explorer share one thread of the operating system, and with it every `thread_local!` of std: keep the `me` \
             that came with the exercise."
        );
    });
}

#[test]
fn a_thread_that_does_not_hold_the_lock_cannot_release_it() {
    Checker::new().order_only().model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let freed = lock.release();
                assert!(freed.is_err(), "released a lock that another thread may hold");
                turn(&lock, &at_work);
            });
            s.spawn(|| turn(&lock, &at_work));
        });
        assert!(!lock.locked(), "every thread has released the lock, but it is locked");
    });
}

/// A and B each hold a lock, which main doesn't.
#[test]
fn main_cannot_release_the_lock_of_another_thread() {
    Checker::new().order_only().model(|| {
        let locks = [OwnedLock::default(), OwnedLock::default()];
        thread::scope(|s| {
            for lock in &locks {
                s.spawn(|| lock.acquire());
            }
        });
        for (lock, holder) in locks.iter().zip(["A", "B"]) {
            assert!(
                !lock.held_by_me(),
                "{holder} holds the lock, but `held_by_me` is true for main"
            );
            assert_eq!(
                lock.release(),
                Err(NotYours),
                "{holder} holds the lock, and main released it"
            );
            assert!(lock.locked(), "{holder} holds the lock, but it isn't locked");
        }
    });
}

/// With main these are all the threads that the explorer can have. They come one after the other.
#[test]
fn none_of_sixteen_threads_is_taken_for_another() {
    Checker::new().order_only().model(|| {
        let (lock, other) = (OwnedLock::default(), OwnedLock::default());
        lock.acquire();
        for _ in 0..15 {
            thread::scope(|s| {
                s.spawn(|| {
                    let number = me();
                    assert!(
                        !lock.held_by_me(),
                        "thread {number} is told that it holds what main holds"
                    );
                    assert!(lock.release().is_err(), "thread {number} released what main holds");
                    other.acquire();
                    assert!(
                        other.held_by_me(),
                        "thread {number} holds the lock, but is told that it doesn't"
                    );
                    assert!(other.locked(), "thread {number} holds the lock, but it is not locked");
                    assert!(
                        other.release().is_ok(),
                        "thread {number} held the lock, but `release` refused"
                    );
                });
            });
        }
        assert!(lock.held_by_me(), "main holds the lock, but is told that it doesn't");
    });
}

#[test]
fn a_lock_belongs_to_its_latest_holder() {
    Checker::new().order_only().model(|| {
        let lock = OwnedLock::default();
        lock.acquire();
        assert_eq!(lock.release(), Ok(()), "main held the lock");
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                assert!(lock.held_by_me(), "A has taken the lock, but `held_by_me` is false");
                assert_eq!(lock.release(), Ok(()), "A held the lock");
            });
            assert_eq!(lock.release(), Err(NotYours), "main has released the lock already");
        });
        lock.acquire();
        assert_eq!(lock.release(), Ok(()), "main held the lock");
    });
}

#[test]
fn the_holder_can_release_the_lock() {
    Checker::new().order_only().model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| turn(&lock, &at_work));
            }
        });
        assert!(!lock.locked(), "every thread has released the lock, but it is locked");
    });
}

#[test]
fn each_of_three_holders_can_release_the_lock() {
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
fn a_thread_that_has_released_the_lock_cannot_release_it_again() {
    Checker::new().order_only().model(|| {
        let (lock, at_work) = (OwnedLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                turn(&lock, &at_work);
                let again = lock.release();
                assert!(again.is_err(), "released the lock a second time");
            });
            s.spawn(|| turn(&lock, &at_work));
        });
    });
}

#[test]
fn held_by_me_is_true_exactly_while_the_thread_holds_the_lock() {
    Checker::new().order_only().model(|| {
        let lock = OwnedLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    assert!(
                        !lock.held_by_me(),
                        "hasn't taken the lock yet, but `held_by_me` is true"
                    );
                    lock.acquire();
                    assert!(lock.held_by_me(), "has taken the lock, but `held_by_me` is false");
                    assert!(lock.release().is_ok(), "held the lock, but `release` refused");
                    assert!(!lock.held_by_me(), "has released the lock, but `held_by_me` is true");
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
            assert!(lock.held_by_me(), "main holds the lock, but `held_by_me` is false");
        });
        assert_eq!(lock.release(), Ok(()), "main holds the lock");
        assert!(!lock.locked(), "main released the lock, but it is locked");
    });
}

#[test]
fn a_free_lock_cannot_be_released() {
    Checker::new().order_only().model(|| {
        let lock = OwnedLock::default();
        assert_eq!(lock.release(), Err(NotYours), "the lock was never taken");
        assert!(!lock.held_by_me(), "the lock was never taken, but `held_by_me` is true");
        assert!(!lock.locked(), "the lock was never taken, but it is locked");
        for _ in 0..2 {
            lock.acquire();
            assert!(lock.locked(), "the lock was taken, but it is not locked");
            assert_eq!(lock.release(), Ok(()), "main held the lock");
            assert_eq!(lock.release(), Err(NotYours), "main has released the lock already");
        }
    });
}

#[test]
fn holding_one_lock_is_not_holding_another() {
    Checker::new().order_only().model(|| {
        let (lathe, saw) = (OwnedLock::default(), OwnedLock::default());
        lathe.acquire();
        assert!(!saw.held_by_me(), "main took another lock, but `held_by_me` is true");
        assert_eq!(saw.release(), Err(NotYours), "main took another lock, not this one");
        saw.acquire();
        assert!(lathe.held_by_me(), "main holds both locks");
        assert_eq!(saw.release(), Ok(()), "main held this lock");
        assert!(lathe.held_by_me(), "main released another lock, not this one");
        assert_eq!(lathe.release(), Ok(()), "main held this lock");
    });
}

#[test]
fn a_holder_that_acquires_again_waits_forever() {
    let verdict = Checker::new().order_only().check(|| {
        let lock = OwnedLock::default();
        lock.acquire();
        lock.acquire();
    });
    let Some(counterexample) = verdict.counterexample() else {
        panic!("main took the lock, and took it again before it was released");
    };
    // Whether it spins, sleeps or waits for a lock inside is its own business.
    let gave_up = matches!(counterexample.failure, Failure::Assertion { .. });
    assert!(!gave_up, "a holder that acquires again waits forever, but this one gave up");
}
