//! `Mutex`: who panics with the lock in hand poisons it.

use super::super::world::{always, sync, thread};
use super::super::{error, poisoned};
use sync::{Mutex, PoisonError};

/// A thread writes 2 under the lock, and panics.
fn poison(lock: &Mutex<i32>) {
    let ended = thread::scope(|s| {
        let thread = s.spawn(|| {
            let mut guard = lock.lock().unwrap();
            *guard = 2;
            panic!("on purpose");
        });
        thread.join()
    });
    assert!(ended.is_err());
}

#[test]
fn a_panic_with_the_lock_in_hand_poisons_it() {
    always(|| {
        let lock = Mutex::new(1);
        assert!(!lock.is_poisoned());
        poison(&lock);
        assert!(lock.is_poisoned());
        assert_eq!(error(lock.try_lock()), Some("poisoned"));
        // The data is to be had all the same.
        assert_eq!(*lock.lock().unwrap_or_else(PoisonError::into_inner), 2);
        assert_eq!(format!("{:?}", lock.lock().unwrap_err()), "PoisonError { .. }");
    });
}

#[test]
fn poison_stays_until_it_is_cleared() {
    always(|| {
        let lock = Mutex::new(1);
        poison(&lock);
        drop(poisoned(lock.lock()));
        assert!(lock.is_poisoned());
        lock.clear_poison();
        assert!(!lock.is_poisoned());
        assert_eq!(*lock.lock().unwrap(), 2);
    });
}

#[test]
fn an_exclusive_borrow_shows_the_poison_too() {
    always(|| {
        let mut lock = Mutex::new(1);
        poison(&lock);
        *poisoned(lock.get_mut()) += 1;
        assert_eq!(poisoned(lock.into_inner()), 3);
    });
}

#[test]
fn a_panic_after_the_lock_was_given_back_poisons_nothing() {
    always(|| {
        let lock = Mutex::new(1);
        let ended = thread::scope(|s| {
            let thread = s.spawn(|| {
                drop(lock.lock().unwrap());
                panic!("on purpose");
            });
            thread.join()
        });
        assert!(ended.is_err() && !lock.is_poisoned());
    });
}

#[test]
fn a_lock_taken_while_unwinding_is_not_poisoned() {
    struct TidiesUp<'a>(&'a Mutex<i32>);

    impl Drop for TidiesUp<'_> {
        fn drop(&mut self) {
            *self.0.lock().unwrap() = 3;
        }
    }

    always(|| {
        let lock = Mutex::new(1);
        let ended = thread::scope(|s| {
            let thread = s.spawn(|| {
                let _tidies_up = TidiesUp(&lock);
                panic!("on purpose");
            });
            thread.join()
        });
        assert!(ended.is_err());
        assert_eq!(*lock.lock().unwrap(), 3);
    });
}

#[test]
fn an_unwinding_that_is_caught_poisons_as_well() {
    always(|| {
        let lock = Mutex::new(1);
        let caught = std::panic::catch_unwind(|| {
            let _guard = lock.lock().unwrap();
            panic!("on purpose");
        });
        assert!(caught.is_err() && lock.is_poisoned());
    });
}
