//! Statics, and objects made outside the closure, start fresh in every execution.

use std::sync::atomic::Ordering::SeqCst;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicPtr, AtomicU32};
use interleave::{Checker, FailureKind, SearchError, cell, thread};

static NEXT: AtomicU32 = AtomicU32::new(7);
static TOTAL: Mutex<u32> = Mutex::new(100);

/// Used by two tests, which run at the same time.
fn statics_start_fresh() {
    let outcomes = interleave::outcomes(|| {
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    NEXT.store(NEXT.load(SeqCst) + 1, SeqCst);
                    *TOTAL.lock().unwrap() += 1;
                });
            }
        });
        (NEXT.load(SeqCst), *TOTAL.lock().unwrap())
    });
    assert_eq!(outcomes.values().copied().collect::<Vec<_>>(), [(8, 102), (9, 102)]);
}

#[test]
fn statics_start_fresh_in_every_execution() {
    (0..20).for_each(|_| statics_start_fresh());
}

#[test]
fn statics_start_fresh_in_every_execution_of_two_searches_at_once() {
    (0..20).for_each(|_| statics_start_fresh());
}

#[test]
fn a_static_lock_held_when_an_execution_fails_is_free_in_the_next() {
    static LEFT: Mutex<u32> = Mutex::new(0);
    static RIGHT: Mutex<u32> = Mutex::new(0);
    for _ in 0..3 {
        interleave::check(|| {
            thread::scope(|s| {
                s.spawn(|| {
                    let mut left = LEFT.lock().unwrap();
                    *left += *RIGHT.lock().unwrap() + 1;
                });
                let mut right = RIGHT.lock().unwrap();
                *right += *LEFT.lock().unwrap() + 1;
            });
        })
        .expect_fails(FailureKind::Deadlock);
        interleave::model(|| assert_eq!((*LEFT.lock().unwrap(), *RIGHT.lock().unwrap()), (0, 0)));
    }
}

#[test]
fn a_poisoned_static_lock_is_whole_again_in_the_next_execution() {
    static M: Mutex<u32> = Mutex::new(1);
    interleave::model(|| {
        let bad = thread::spawn(|| {
            let mut guard = M.lock().unwrap();
            *guard = 5;
            panic!("with the lock held");
        });
        let before = M.lock().map(|guard| *guard);
        assert!(bad.join().is_err());
        assert!(M.is_poisoned());
        assert!(matches!(before, Ok(1) | Err(_)));
    });
}

#[test]
fn atomics_made_outside_the_closure_start_fresh() {
    let x = AtomicU32::new(3);
    let mut value = 0_u8;
    let pointer = AtomicPtr::new(&raw mut value);
    interleave::model(|| {
        assert!(!pointer.swap(std::ptr::null_mut(), SeqCst).is_null());
        thread::scope(|s| {
            s.spawn(|| x.fetch_add(1, SeqCst));
            x.fetch_add(1, SeqCst);
        });
        assert_eq!(x.load(SeqCst), 5);
    });
}

#[test]
fn locks_made_outside_the_closure_start_fresh_if_their_value_needs_no_destructor() {
    let lock = Mutex::new([1, 2]);
    interleave::model(|| {
        thread::scope(|s| {
            s.spawn(|| lock.lock().unwrap()[0] += 1);
            lock.lock().unwrap()[0] += 1;
        });
        assert_eq!(*lock.lock().unwrap(), [3, 2]);
    });
}

/// A program with more than one execution, and a lock or cell outside that owns memory.
#[test]
fn what_owns_memory_cannot_be_made_outside_and_a_sentence_says_so() {
    let lock = Mutex::new(vec![1]);
    let search = Checker::new().try_check(|| {
        thread::scope(|s| {
            s.spawn(|| lock.lock().unwrap().push(2));
            lock.lock().unwrap().push(3);
        });
    });
    let error = search.unwrap_err();
    assert_eq!(error, SearchError::MadeOutside { kind: "Mutex" });
    let sentence = error.to_string();
    assert!(sentence.contains("Make it inside the closure"), "{sentence}");

    let cell = Shared(cell::UnsafeCell::new(String::from("owned")));
    let search = Checker::new().try_check(|| {
        thread::scope(|s| {
            s.spawn(|| NEXT.load(SeqCst));
            NEXT.store(1, SeqCst);
        });
        cell.touch();
    });
    assert_eq!(search.unwrap_err(), SearchError::MadeOutside { kind: "UnsafeCell" });
}

struct Shared(cell::UnsafeCell<String>);

// SAFETY: only one thread uses it.
unsafe impl Sync for Shared {}

impl Shared {
    fn touch(&self) {
        _ = self.0.get();
    }
}
