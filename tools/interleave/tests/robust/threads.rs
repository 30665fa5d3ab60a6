//! Threads as std has them: scopes, names, stacks, locals.

use std::cell::Cell;
use std::collections::HashSet;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Arc, Mutex};
use interleave::{FailureKind, hint, thread};

#[test]
fn scopes_borrow_and_nest() {
    let outcomes = interleave::outcomes(|| {
        let x = AtomicU32::new(0);
        let mut numbers = vec![1, 2, 3];
        let sum = thread::scope(|outer| {
            let handle = outer.spawn(|| {
                thread::scope(|inner| {
                    inner.spawn(|| x.fetch_add(1, SeqCst));
                    inner.spawn(|| x.fetch_add(numbers[1], SeqCst));
                });
                x.load(SeqCst)
            });
            x.fetch_add(numbers[2], SeqCst);
            handle.join().unwrap()
        });
        numbers.push(sum);
        (numbers[3], x.into_inner())
    });
    assert_eq!(outcomes.values().copied().collect::<Vec<_>>(), [(3, 6), (6, 6)]);
}

#[test]
fn a_scope_ends_only_after_its_threads() {
    interleave::model(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                s.spawn(|| x.fetch_add(1, SeqCst));
                x.fetch_add(1, SeqCst)
            });
        });
        assert_eq!(x.into_inner(), 2);
    });
}

#[test]
fn names_are_those_that_were_given() {
    let verdict = interleave::check(|| {
        assert_eq!(thread::current().name(), Some("main"));
        let named = thread::Builder::new().name("teller".into());
        let named = named.spawn(|| thread::current().name().map(str::to_string)).unwrap();
        assert_eq!(named.thread().name(), Some("teller"));
        assert_eq!(named.join().unwrap().as_deref(), Some("teller"));
        let unnamed = thread::spawn(|| thread::current().name().is_none());
        assert!(unnamed.join().unwrap());
        thread::scope(|s| {
            let named = thread::Builder::new().name("scoped".into()).stack_size(1 << 20);
            named.spawn_scoped(s, || assert_eq!(thread::current().name(), Some("scoped"))).unwrap();
        });
    });
    assert!(verdict.holds());
}

#[test]
fn identifiers_tell_threads_apart() {
    let verdict = interleave::check(|| {
        let main = thread::current().id();
        let others: HashSet<_> =
            (0..3).map(|_| thread::spawn(|| thread::current().id()).join().unwrap()).collect();
        assert_eq!(others.len(), 3);
        assert!(!others.contains(&main));
        assert_eq!(thread::current().number().get(), 1);
    });
    assert!(verdict.holds());
}

/// About 300 bytes a frame in a debug build.
fn recurse(depth: usize) -> usize {
    let frame = std::hint::black_box([depth; 32]);
    if depth == 0 { frame[0] } else { recurse(depth - 1) + frame[31] - (depth - 1) }
}

#[test]
fn stacks_are_deep_enough_for_ordinary_recursion() {
    interleave::model(|| {
        let child = thread::spawn(|| recurse(400));
        assert_eq!(recurse(400), child.join().unwrap());
    });
}

#[test]
fn formatting_a_large_message_fits_on_a_stack() {
    let verdict = interleave::check(|| {
        let list: Vec<String> = (0..500).map(|i| format!("{i:?}")).collect();
        thread::spawn(move || assert!(list.is_empty(), "{list:#?}")).join().unwrap();
    });
    verdict.expect_fails(FailureKind::Assertion);
}

/// All model threads share one OS thread, and so its thread-locals: known, and pinned here.
#[test]
fn thread_locals_of_std_are_shared() {
    thread_local!(static LOCAL: Cell<u32> = const { Cell::new(0) });
    interleave::model(|| {
        LOCAL.set(0);
        thread::spawn(|| LOCAL.set(1)).join().unwrap();
        assert_eq!(LOCAL.get(), 1);
    });
}

#[test]
fn a_guard_that_is_forgotten_keeps_the_lock() {
    let deadlock = interleave::check(|| {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let forgetful = thread::spawn(move || std::mem::forget(theirs.lock().unwrap()));
        forgetful.join().unwrap();
        drop(lock.lock().unwrap());
    })
    .expect_fails(FailureKind::Deadlock);
    let text = deadlock.to_string();
    assert!(text.contains("A acquired it in step"), "{text}");
}

#[test]
fn a_thread_that_spins_forever_is_told_from_one_that_waits() {
    let spin = interleave::check(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                while x.load(SeqCst) != 3 {
                    hint::spin_loop();
                }
            });
            x.store(2, SeqCst);
        });
    })
    .expect_fails(FailureKind::Spin);
    assert!(spin.to_string().contains("`x` stays 2"), "{spin}");
}
