//! Handles, guards and ends of channels that are carried into a later execution are refused, in words.

use std::cell::RefCell;

use interleave::sync::{Condvar, Mutex, RwLock, RwLockWriteGuard, mpsc};
use interleave::{Checker, SearchError, cell, check, thread};

use super::refused;

/// Keeps what one execution makes, and uses it in the next.
#[track_caller]
fn carried<T>(kind: &'static str, make: impl Fn() -> T, used: impl Fn(T)) {
    let kept = RefCell::new(None);
    let verdict = Checker::new().max_executions(1).check(|| _ = kept.replace(Some(make())));
    assert!(verdict.holds(), "{verdict:?}");
    let error = refused(|| {
        if let Some(kept) = kept.take() {
            used(kept);
        }
    });
    assert_eq!(error, SearchError::CarriedOver { kind });
    let sentence = error.to_string();
    assert!(sentence.contains("make it inside the closure"), "{sentence}");
}

#[test]
fn a_thread_of_an_earlier_execution_is_not_unparked() {
    carried("Thread", thread::current, |thread| thread.unpark());
}

#[test]
fn a_thread_of_an_earlier_execution_is_neither_joined_nor_asked_whether_it_has_ended() {
    let start = || thread::spawn(|| 5);
    carried("JoinHandle", start, |handle| _ = handle.join());
    carried("JoinHandle", start, |handle| _ = handle.is_finished());
}

#[test]
fn a_guard_of_an_earlier_execution_is_not_given_back() {
    let (lock, shared) = (Mutex::new(1), RwLock::new(1));
    carried("MutexGuard", || lock.lock().unwrap(), drop);
    carried("RwLockReadGuard", || shared.read().unwrap(), drop);
    carried("RwLockWriteGuard", || shared.write().unwrap(), drop);
    carried(
        "RwLockWriteGuard",
        || shared.write().unwrap(),
        |guard| _ = RwLockWriteGuard::downgrade(guard),
    );
}

#[test]
fn a_guard_of_an_earlier_execution_is_no_guard_to_wait_with() {
    let (lock, condvar) = (Mutex::new(1), Condvar::new());
    carried("MutexGuard", || lock.lock().unwrap(), |guard| _ = condvar.wait(guard));
}

#[test]
fn a_guard_may_be_dropped_after_the_model() {
    let lock = Mutex::new(1);
    let kept = RefCell::new(None);
    assert!(check(|| _ = kept.replace(Some(lock.lock().unwrap()))).holds());
    drop(kept);
    assert!(check(|| assert_eq!(*lock.lock().unwrap(), 1)).holds());
}

#[test]
fn the_ends_of_a_channel_of_an_earlier_execution_are_not_used() {
    carried("Sender", mpsc::channel, |(sender, _)| _ = sender.send(1));
    carried("Sender", mpsc::channel::<u8>, |(sender, _)| _ = sender.clone());
    carried("Sender", || mpsc::sync_channel(1), |(sender, _)| _ = sender.try_send(1));
    carried("Receiver", mpsc::channel::<u8>, |(_, receiver)| _ = receiver.recv());
    carried("Receiver", mpsc::channel::<u8>, |(_, receiver)| _ = receiver.try_recv());
    let soon = std::time::Duration::from_millis(1);
    carried("Receiver", mpsc::channel::<u8>, |(_, receiver)| _ = receiver.recv_timeout(soon));
}

#[test]
fn a_borrow_of_an_earlier_execution_is_not_shared() {
    let cell = cell::RefCell::new((1, 2));
    carried("Ref", || cell.borrow(), |borrow| _ = cell::Ref::clone(&borrow));
    carried("Ref", || cell.borrow(), |borrow| _ = cell::Ref::map_split(borrow, |(a, b)| (a, b)));
    carried(
        "Ref",
        || cell.borrow_mut(),
        |borrow| _ = cell::RefMut::map_split(borrow, |(a, b)| (a, b)),
    );
}
