//! `RwLock`: who panics while writing poisons it, and who panics while reading does not.

use super::super::world::{always, sync, thread};
use super::super::{error, poisoned};
use sync::RwLock;

/// A thread writes 2, and panics before it gives the lock back.
fn poison(lock: &RwLock<i32>) {
    let ended = thread::scope(|s| {
        let thread = s.spawn(|| {
            let mut guard = lock.write().unwrap();
            *guard = 2;
            panic!("on purpose");
        });
        thread.join()
    });
    assert!(ended.is_err());
}

#[test]
fn a_panic_while_writing_poisons_it() {
    always(|| {
        let lock = RwLock::new(1);
        assert!(!lock.is_poisoned());
        poison(&lock);
        assert!(lock.is_poisoned());
        assert_eq!(error(lock.try_read()), Some("poisoned"));
        assert_eq!(error(lock.try_write()), Some("poisoned"));
        assert_eq!(*poisoned(lock.read()), 2);
        assert_eq!(*poisoned(lock.write()), 2);
    });
}

#[test]
fn a_panic_while_reading_does_not() {
    always(|| {
        let lock = RwLock::new(1);
        let ended = thread::scope(|s| {
            let thread = s.spawn(|| {
                let _guard = lock.read().unwrap();
                panic!("on purpose");
            });
            thread.join()
        });
        assert!(ended.is_err() && !lock.is_poisoned());
        assert_eq!(error(lock.try_write()), None);
    });
}

#[test]
fn poison_stays_until_it_is_cleared() {
    always(|| {
        let lock = RwLock::new(1);
        poison(&lock);
        drop(poisoned(lock.write()));
        assert!(lock.is_poisoned());
        lock.clear_poison();
        assert!(!lock.is_poisoned());
        assert_eq!(*lock.read().unwrap(), 2);
    });
}

#[test]
fn an_exclusive_borrow_shows_the_poison_too() {
    always(|| {
        let mut lock = RwLock::new(1);
        poison(&lock);
        *poisoned(lock.get_mut()) += 1;
        assert_eq!(poisoned(lock.into_inner()), 3);
    });
}
