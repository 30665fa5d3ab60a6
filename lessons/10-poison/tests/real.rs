//! What std's locks do on real threads when a holder panics.

use std::cell::Cell;
use std::sync::{LazyLock, Mutex, Once, OnceLock, RwLock};
use std::thread;

use lesson10::{s5_prepared, s6_repaired};

/// Runs `work` on a thread that is expected to panic.
fn panics(work: impl FnOnce() + Send) {
    let ended = thread::scope(|s| s.spawn(work).join());
    assert!(ended.is_err());
}

#[test]
fn std_poisons_a_mutex_and_clears_it() {
    let mutex = Mutex::new(1);
    panics(|| {
        let _guard = mutex.lock().unwrap();
        panic!("on purpose");
    });
    assert!(mutex.is_poisoned());
    // The error contains the guard: the lock is held, and the value is there.
    let guard = mutex.lock().unwrap_err().into_inner();
    assert_eq!(*guard, 1);
    drop(guard);
    assert!(mutex.lock().is_err(), "the mark stays until it is cleared");
    mutex.clear_poison();
    assert!(mutex.lock().is_ok());
}

#[test]
fn std_poisons_a_read_write_lock_for_writers_only() {
    let lock = RwLock::new(1);
    panics(|| {
        let _guard = lock.read().unwrap();
        panic!("on purpose");
    });
    assert!(!lock.is_poisoned());
    panics(|| {
        let _guard = lock.write().unwrap();
        panic!("on purpose");
    });
    assert!(lock.is_poisoned());
}

#[test]
fn a_once_is_poisoned_and_a_once_lock_is_not() {
    let once = Once::new();
    panics(|| once.call_once(|| panic!("on purpose")));
    panics(|| once.call_once(|| ()));

    let value = OnceLock::new();
    panics(|| _ = value.get_or_init(|| panic!("on purpose")));
    assert_eq!(*value.get_or_init(|| 7), 7);

    static LAZY: LazyLock<u32> = LazyLock::new(|| panic!("on purpose"));
    panics(|| _ = *LAZY);
    panics(|| _ = *LAZY);
}

#[test]
fn a_guard_that_was_made_during_a_panic_poisons_nothing() {
    struct AtTheEnd<'a>(&'a Mutex<u32>);
    impl Drop for AtTheEnd<'_> {
        fn drop(&mut self) {
            *self.0.lock().unwrap() += 1;
        }
    }
    let ends = Mutex::new(0);
    panics(|| {
        let _end = AtTheEnd(&ends);
        panic!("on purpose");
    });
    assert_eq!(*ends.lock().unwrap(), 1);
}

#[test]
fn parking_lots_mutex_is_not_poisoned() {
    let mutex = parking_lot::Mutex::new(Cell::new(1));
    panics(|| {
        let value = mutex.lock();
        value.set(2);
        panic!("before the value is 3");
    });
    assert_eq!(mutex.lock().get(), 2);
}

#[test]
fn the_ledgers_go_on_after_a_panic() {
    let ledger = s5_prepared::Ledger::default();
    panics(|| ledger.sell(7));
    ledger.sell(0);
    assert_eq!(ledger.report(), (vec![0], 5));

    let ledger = s6_repaired::Ledger::default();
    ledger.sell(2);
    panics(|| ledger.sell(7));
    assert!(ledger.is_poisoned());
    ledger.sell(0);
    assert!(!ledger.is_poisoned());
    assert_eq!(ledger.report(), (vec![2, 0], 18));
}
