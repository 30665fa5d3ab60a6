//! `RwLock`: many who read, or one who writes.

mod poison;

use super::error;
use super::world::{IS_STD, always, sync, thread};
use std::cell::Cell;
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

is!(RwLock<u8>: Send + Sync + UnwindSafe + RefUnwindSafe);
is!(RwLockReadGuard<'_, u8>: Sync);
is!(RwLockWriteGuard<'_, u8>: Sync);
is_not!(RwLock<Cell<u8>>: Sync);
is_not!(RwLockReadGuard<'_, u8>: Send);
is_not!(RwLockWriteGuard<'_, u8>: Send);

/// What another thread finds that tries to read, and then to write.
fn others_find(lock: &RwLock<i32>) -> [Option<&'static str>; 2] {
    thread::scope(|s| {
        let other = s.spawn(|| [error(lock.try_read()), error(lock.try_write())]);
        other.join().unwrap()
    })
}

#[test]
fn a_reader_keeps_out_writers_only() {
    always(|| {
        let lock = RwLock::new(1);
        let guard: RwLockReadGuard<'_, i32> = lock.read().unwrap();
        assert_eq!(others_find(&lock), [None, Some("would block")]);
        drop(guard);
        assert_eq!(others_find(&lock), [None, None]);
    });
}

#[test]
fn a_writer_keeps_out_everybody() {
    always(|| {
        let lock = RwLock::new(1);
        let guard: RwLockWriteGuard<'_, i32> = lock.write().unwrap();
        assert_eq!(others_find(&lock), [Some("would block"); 2]);
        drop(guard);
        assert_eq!(others_find(&lock), [None, None]);
    });
}

#[test]
fn two_writers_lose_nothing() {
    always(|| {
        let count = RwLock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| *count.write().unwrap() += 1);
            }
        });
        assert_eq!(*count.read().unwrap(), 2);
    });
}

#[test]
fn two_readers_may_wait_for_each_other_inside() {
    always(|| {
        let (lock, both) = (RwLock::new(1), sync::Barrier::new(2));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _guard = lock.read().unwrap();
                    both.wait();
                });
            }
        });
    });
}

#[test]
fn a_writer_that_downgrades_lets_no_other_write_in_between() {
    always(|| {
        let lock = RwLock::new(0);
        thread::scope(|s| {
            s.spawn(|| *lock.write().unwrap() = 2);
            let mut guard = lock.write().unwrap();
            *guard = 1;
            let guard = RwLockWriteGuard::downgrade(guard);
            assert_eq!(*guard, 1);
        });
        let guard = RwLockWriteGuard::downgrade(lock.write().unwrap());
        assert_eq!(others_find(&lock), [None, Some("would block")]);
        drop(guard);
    });
}

#[test]
fn guards_read_write_and_print_as_what_they_guard() {
    always(|| {
        let lock = RwLock::new(1);
        let mut guard = lock.try_write().unwrap();
        *guard += 1;
        assert_eq!((format!("{guard:?}"), format!("{guard}")), ("2".into(), "2".into()));
        drop(guard);
        let guard = lock.try_read().unwrap();
        assert_eq!((format!("{guard:?}"), format!("{guard}")), ("2".into(), "2".into()));
    });
}

#[test]
fn an_exclusive_borrow_needs_no_lock() {
    always(|| {
        let mut lock = RwLock::new(1);
        *lock.get_mut().unwrap() += 1;
        assert_eq!(*lock.read().unwrap(), 2);
        assert_eq!(lock.into_inner().unwrap(), 2);
    });
}

#[test]
fn it_is_made_from_nothing_from_a_value_and_in_a_constant() {
    always(|| {
        assert_eq!(*RwLock::<u8>::default().read().unwrap(), 0);
        assert_eq!(*RwLock::from(1).read().unwrap(), 1);
        assert_eq!(*const { RwLock::new(2) }.read().unwrap(), 2);
    });
}

#[test]
fn it_may_guard_what_has_no_size() {
    always(|| {
        let lock: &RwLock<[u8]> = &RwLock::new([1, 2]);
        lock.write().unwrap()[0] = 3;
        assert_eq!(*lock.read().unwrap(), [3, 2]);
    });
}

/// The facade leaves out the data: looking at it would be a step.
#[test]
fn it_prints_without_waiting() {
    always(|| {
        let lock = RwLock::new(1);
        let free = format!("{lock:?}");
        let data = if IS_STD { "data: 1, " } else { "" };
        assert_eq!(free, format!("RwLock {{ {data}poisoned: false, .. }}"));
        let _guard = lock.write().unwrap();
        let held = format!("{lock:?}");
        assert!(if IS_STD { held.contains("<locked>") } else { held == free }, "{held}");
    });
}
