//! Sends photographers to the darkroom, in every order.
//!
//! `order_only`: which orderings a lock needs is the question of chapter 7.

use flag_lock::{FlagLock, NotLocked};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};

/// Goes in, develops a film, and comes out.
fn develop_once(lock: &FlagLock, inside: &AtomicU32) {
    lock.acquire();
    let others = inside.fetch_add(1, SeqCst);
    assert!(others == 0, "opened the door while somebody else was in the darkroom");
    inside.fetch_sub(1, SeqCst);
    let out = lock.release();
    assert!(out.is_ok(), "came out, but was told that nobody had been in");
}

/// So many photographers, each developing so many films, one after the other.
fn develop(photographers: u32, films: u32) {
    let (lock, inside) = (FlagLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..photographers {
            s.spawn(|| {
                for _ in 0..films {
                    develop_once(&lock, &inside);
                }
            });
        }
    });
    assert!(!lock.locked(), "everybody has come out, but the lock is still locked");
}

#[test]
fn two_photographers_are_never_in_the_darkroom_together() {
    Checker::new().order_only().model(|| develop(2, 1));
}

#[test]
fn nor_are_they_when_they_come_twice() {
    // Bounded here and below, so that loops without a hint do not take minutes.
    Checker::new().order_only().max_preemptions(2).model(|| develop(2, 2));
}

#[test]
fn nor_are_two_of_three() {
    Checker::new().order_only().max_preemptions(2).model(|| develop(3, 1));
}

#[test]
fn whoever_waited_does_not_come_in_with_somebody_who_did_not() {
    Checker::new().order_only().model(|| {
        let (lock, inside) = (FlagLock::default(), AtomicU32::new(0));
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| develop_once(&lock, &inside));
            assert!(
                lock.release().is_ok(),
                "freed a lock that was taken, but was told that it was free"
            );
            develop_once(&lock, &inside);
        });
    });
}

#[test]
fn a_lock_is_locked_from_acquire_to_release() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        for _ in 0..2 {
            assert!(!lock.locked(), "nobody is in, but the lock is locked");
            lock.acquire();
            assert!(lock.locked(), "somebody is in, but the lock is not locked");
            assert_eq!(lock.release(), Ok(()), "whoever is in can come out");
        }
        assert!(!lock.locked(), "nobody is in, but the lock is locked");
    });
}

#[test]
fn to_free_a_free_lock_is_an_error_and_changes_nothing() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        assert_eq!(lock.release(), Err(NotLocked), "nobody was ever in");
        assert!(!lock.locked(), "nobody was ever in, but the lock is locked");
        lock.acquire();
        assert_eq!(lock.release(), Ok(()), "whoever is in can come out");
        assert_eq!(lock.release(), Err(NotLocked), "the only one who was in has come out");
        lock.acquire();
        assert!(lock.locked(), "somebody is in, but the lock is not locked");
    });
}

#[test]
fn of_two_who_free_the_lock_one_is_told_that_it_was_free() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        lock.acquire();
        let told = thread::scope(|s| {
            let both = [0, 1].map(|_| s.spawn(|| lock.release()));
            both.map(|one| one.join().unwrap())
        });
        let freed = told.iter().filter(|told| told.is_ok()).count();
        assert!(
            freed == 1,
            "one was in the darkroom and two switched off the lamp, but {freed} of them were told that they freed it"
        );
        assert!(!lock.locked(), "the lock was freed, but it is locked");
    });
}

#[test]
fn whoever_is_told_that_nobody_was_in_has_let_nobody_else_in() {
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
            "one went in and stays, and another freed the lock and was told {told:?}; but in the end locked is {locked}"
        );
    });
}

#[test]
fn any_thread_may_free_the_lock() {
    Checker::new().order_only().model(|| {
        let (lock, films) = (FlagLock::default(), AtomicU32::new(0));
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                films.store(1, SeqCst);
                assert_eq!(lock.release(), Ok(()), "the lock was taken by another thread");
            });
            lock.acquire();
            let films = films.load(SeqCst);
            assert!(films == 1, "somebody came in before the lock was freed");
        });
    });
}

#[test]
fn the_lamp_stays_on_while_others_wait() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| lock.acquire());
            assert!(lock.locked(), "somebody is in, but the lock is not locked");
            assert_eq!(lock.release(), Ok(()), "whoever is in can come out");
        });
        assert!(lock.locked(), "whoever waited is in, but the lock is not locked");
    });
}

#[test]
fn whoever_looks_at_the_lamp_changes_nothing() {
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                assert!(lock.locked(), "somebody is in, but the lock is not locked");
                assert_eq!(lock.release(), Ok(()), "whoever is in can come out");
            });
            lock.locked();
            lock.locked();
        });
        assert!(!lock.locked(), "everybody has come out, but the lock is still locked");
    });
    Checker::new().order_only().model(|| {
        let lock = FlagLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert!(!lock.locked(), "nobody is in, but the lock is locked"));
            }
        });
    });
}

#[test]
fn each_darkroom_has_a_lock_of_its_own() {
    Checker::new().order_only().model(|| {
        let (lock, other) = (FlagLock::default(), FlagLock::default());
        lock.acquire();
        assert!(!other.locked(), "somebody is in another darkroom");
        other.acquire();
        assert_eq!(lock.release(), Ok(()), "whoever is in can come out");
        assert!(other.locked(), "somebody has come out of another darkroom");
    });
}
