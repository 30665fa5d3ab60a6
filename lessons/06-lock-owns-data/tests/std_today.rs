//! What std has today beside its oldest locks. The book's page on Python's `threading` shows it; what isn't stable yet is
//! in `tests/compile/not_stable_yet.rs`.

use std::cell::Cell;
use std::fs::{self, File, TryLockError};
use std::panic;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, RwLock, RwLockWriteGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Much longer than any test runs, so a timer with this delay never fires.
const A_LONG_TIME: Duration = Duration::from_secs(3600);

#[test]
fn a_poisoned_mutex_can_be_used_again() {
    // ANCHOR: clear-poison
    let mutex = Mutex::new(0);
    thread::scope(|s| {
        let holder = s.spawn(|| {
            let _guard = mutex.lock();
            panic!("while it holds the lock");
        });
        assert!(holder.join().is_err());
    });
    assert!(mutex.is_poisoned());
    mutex.clear_poison();
    assert!(mutex.lock().is_ok());
    // ANCHOR_END: clear-poison
}

#[test]
fn a_static_is_computed_once_at_its_first_use() {
    // ANCHOR: lazy
    static SQUARES: LazyLock<Vec<u32>> = LazyLock::new(|| (0..10).map(|n| n * n).collect());
    assert!(LazyLock::get(&SQUARES).is_none());
    assert_eq!(SQUARES[3], 9);
    assert!(LazyLock::get(&SQUARES).is_some());
    // ANCHOR_END: lazy
}

#[test]
fn a_thread_waits_for_a_value_that_is_set_once() {
    // ANCHOR: once-wait
    let answer = OnceLock::new();
    thread::scope(|s| {
        s.spawn(|| answer.set(42).unwrap());
        assert_eq!(*answer.wait(), 42);
    });
    // ANCHOR_END: once-wait
}

#[test]
fn a_writer_becomes_a_reader_and_lets_no_other_writer_in_between() {
    // ANCHOR: downgrade
    let lock = RwLock::new(1);
    let mut writer = lock.write().unwrap();
    *writer = 2;
    let reader = RwLockWriteGuard::downgrade(writer);
    assert!(lock.try_read().is_ok());
    assert!(lock.try_write().is_err());
    assert_eq!(*reader, 2);
    // ANCHOR_END: downgrade
}

#[test]
fn a_locked_file_is_refused_to_another_handle() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("std_today.lock");
    // ANCHOR: file-lock
    let mine = File::create(&path).unwrap();
    let other = File::open(&path).unwrap();
    mine.lock().unwrap();
    assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
    mine.unlock().unwrap();
    other.lock().unwrap();
    // ANCHOR_END: file-lock
    drop((mine, other));
    fs::remove_file(path).unwrap();
}

// ANCHOR: timer
/// Runs `work` after `delay`, unless the sender that it returns is dropped before.
fn timer(delay: Duration, work: impl FnOnce() + Send + 'static) -> (Sender<()>, JoinHandle<()>) {
    let (keep, cancelled) = mpsc::channel();
    let thread = thread::spawn(move || {
        if cancelled.recv_timeout(delay) == Err(RecvTimeoutError::Timeout) {
            work();
        }
    });
    (keep, thread)
}
// ANCHOR_END: timer

#[test]
fn a_timer_does_its_work() {
    let (done, was_done) = mpsc::channel();
    let (_keep, thread) = timer(Duration::ZERO, move || done.send("done").unwrap());
    thread.join().unwrap();
    assert_eq!(was_done.recv(), Ok("done"));
}

#[test]
fn a_timer_that_is_cancelled_does_nothing() {
    let (done, was_done) = mpsc::channel();
    let (keep, thread) = timer(A_LONG_TIME, move || done.send("done").unwrap());
    drop(keep);
    thread.join().unwrap();
    assert!(was_done.recv().is_err());
}

#[test]
fn each_thread_has_a_value_of_its_own() {
    // ANCHOR: local
    thread_local! {
        static VISITS: Cell<u32> = const { Cell::new(0) };
    }
    VISITS.set(1);
    thread::scope(|s| {
        s.spawn(|| assert_eq!(VISITS.get(), 0));
    });
    assert_eq!(VISITS.get(), 1);
    // ANCHOR_END: local
}

#[test]
fn a_hook_sees_the_panic_and_join_returns_it() {
    // ANCHOR: hook
    let panics = Arc::new(Mutex::new(Vec::new()));
    let (before, seen) = (panic::take_hook(), Arc::clone(&panics));
    panic::set_hook(Box::new(move |info| match thread::current().name() {
        Some("printer") => seen.lock().unwrap().push(info.to_string()),
        _ => before(info),
    }));
    let printer = thread::Builder::new().name("printer".to_owned());
    let printer = printer.spawn(|| panic!("out of paper")).unwrap();
    assert!(printer.join().is_err());
    assert!(panics.lock().unwrap()[0].ends_with("out of paper"));
    // ANCHOR_END: hook
}
