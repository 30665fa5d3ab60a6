//! Poison: who panicked while holding what is said where it is found, and asking for it is a step like any other.

use interleave::sync::{Arc, Mutex};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

#[test]
fn unwrapping_a_poisoned_lock_names_the_thread_that_poisoned_it() {
    let failed = interleave::check(|| {
        let total = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&total);
        let bad = thread::spawn(move || {
            let mut total = theirs.lock().unwrap();
            *total += 1;
            assert!(*total > 1, "one is too little");
        });
        assert!(bad.join().is_err());
        *total.lock().unwrap() += 1;
    })
    .expect_fails(FailureKind::Assertion);
    check_picture(&failed, "unwrapping_a_poisoned_lock_names_the_thread_that_poisoned_it");
}

#[test]
fn asking_is_ordered_with_the_panic() {
    let seen = outcomes(|| {
        let lock = Mutex::new(0);
        thread::scope(|s| {
            let bad = s.spawn(|| {
                let _guard = lock.lock().unwrap();
                panic!("with the lock held");
            });
            let poisoned = lock.is_poisoned();
            assert!(bad.join().is_err());
            assert!(lock.is_poisoned());
            poisoned
        })
    });
    assert_eq!(seen, [false, true]);
}

#[test]
fn clearing_may_come_too_early() {
    let seen = outcomes(|| {
        let lock = Mutex::new(0);
        thread::scope(|s| {
            let bad = s.spawn(|| {
                let _guard = lock.lock().unwrap();
                panic!("with the lock held");
            });
            lock.clear_poison();
            assert!(bad.join().is_err());
            lock.lock().is_ok()
        })
    });
    assert_eq!(seen, [false, true]);
}

#[test]
fn polling_for_poison_ends_when_it_is_there() {
    interleave::model(|| {
        let lock = Mutex::new(0);
        thread::scope(|s| {
            let bad = s.spawn(|| {
                let _guard = lock.lock().unwrap();
                panic!("with the lock held");
            });
            while !lock.is_poisoned() {
                thread::yield_now();
            }
            assert!(bad.join().is_err());
        });
    });
}
