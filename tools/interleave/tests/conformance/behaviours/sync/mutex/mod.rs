//! `Mutex`: one at a time.

mod poison;

use super::error;
use super::world::{IS_STD, always, one_of, sync, thread};
use std::cell::Cell;
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::{Mutex, MutexGuard};

is!(Mutex<Cell<u8>>: Send + Sync + UnwindSafe + RefUnwindSafe);
is!(MutexGuard<'_, u8>: Sync);
is_not!(MutexGuard<'_, u8>: Send);
is_not!(Mutex<*const u8>: Sync);

#[test]
fn one_thread_at_a_time_holds_the_lock() {
    always(|| {
        let count = Mutex::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let mut guard = count.lock().unwrap();
                    let seen = *guard;
                    thread::yield_now();
                    *guard = seen + 1;
                });
            }
        });
        assert_eq!(*count.lock().unwrap(), 2);
    });
}

#[test]
fn either_thread_may_lock_first() {
    one_of(["AB".to_string(), "BA".to_string()], || {
        let order = Mutex::new(String::new());
        thread::scope(|s| {
            s.spawn(|| order.lock().unwrap().push('A'));
            s.spawn(|| order.lock().unwrap().push('B'));
        });
        order.into_inner().unwrap()
    });
}

#[test]
fn a_held_lock_is_not_to_be_had() {
    always(|| {
        let lock = Mutex::new(1);
        let guard = lock.lock().unwrap();
        let meanwhile = thread::scope(|s| s.spawn(|| error(lock.try_lock())).join().unwrap());
        assert_eq!(meanwhile, Some("would block"));
        drop(guard);
        assert_eq!(*lock.try_lock().unwrap(), 1);
    });
}

#[test]
fn a_guard_reads_writes_and_prints_as_what_it_guards() {
    always(|| {
        let lock = Mutex::new(1);
        let mut guard: MutexGuard<'_, i32> = lock.lock().unwrap();
        *guard += 1;
        assert_eq!((*guard, format!("{guard:?}"), format!("{guard}")), (2, "2".into(), "2".into()));
    });
}

#[test]
fn an_exclusive_borrow_needs_no_lock() {
    always(|| {
        let mut lock = Mutex::new(1);
        *lock.get_mut().unwrap() += 1;
        assert_eq!(*lock.lock().unwrap(), 2);
        assert_eq!(lock.into_inner().unwrap(), 2);
    });
}

#[test]
fn a_forgotten_guard_keeps_the_lock() {
    always(|| {
        let lock = Mutex::new(());
        std::mem::forget(lock.lock().unwrap());
        assert_eq!(error(lock.try_lock()), Some("would block"));
    });
}

#[test]
fn it_is_made_from_nothing_from_a_value_and_in_a_constant() {
    always(|| {
        assert_eq!(*Mutex::<u8>::default().lock().unwrap(), 0);
        assert_eq!(*Mutex::from(1).lock().unwrap(), 1);
        assert_eq!(*const { Mutex::new(2) }.lock().unwrap(), 2);
    });
}

#[test]
fn it_may_guard_what_has_no_size() {
    always(|| {
        let lock: &Mutex<[u8]> = &Mutex::new([1, 2]);
        lock.lock().unwrap()[0] = 3;
        assert_eq!(*lock.lock().unwrap(), [3, 2]);
    });
}

/// The facade leaves out the data: looking at it would be a step.
#[test]
fn it_prints_without_waiting() {
    always(|| {
        let lock = Mutex::new(1);
        let free = format!("{lock:?}");
        let data = if IS_STD { "data: 1, " } else { "" };
        assert_eq!(free, format!("Mutex {{ {data}poisoned: false, .. }}"));
        let _guard = lock.lock().unwrap();
        let held = format!("{lock:?}");
        assert!(if IS_STD { held.contains("<locked>") } else { held == free }, "{held}");
    });
}
