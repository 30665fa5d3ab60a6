//! The best mutex in the course, explored without its patience: a thread that finds it locked sleeps immediately.

// The stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::thread;
use interleave::trace::Operation;

/// The mutex on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{cell, futex};

#[path = "../src/s6_mutex.rs"]
mod s6_mutex;

// ANCHOR: impatient
mod backoff {
    /// Patience that is used up from the beginning.
    pub struct Backoff;

    impl Backoff {
        pub fn new() -> Self {
            Backoff
        }
        pub fn snooze(&self) {}
        pub fn is_completed(&self) -> bool {
            true
        }
    }
}
// ANCHOR_END: impatient

use s6_mutex::Mutex;

#[test]
fn without_patience_no_wakeup_is_lost_and_nothing_races() {
    for threads in [2, 3] {
        interleave::model(|| {
            let total = Mutex::new(0);
            thread::scope(|s| {
                for _ in 0..threads {
                    s.spawn(|| *total.lock() += 1);
                }
            });
            assert_eq!(total.into_inner(), threads);
        });
    }
}

#[test]
fn without_contention_there_is_no_wake_and_no_look() {
    let explored = interleave::check(|| {
        let lock = Mutex::new(0);
        *lock.lock() += 1;
        *lock.lock() += 1;
    })
    .expect_holds();
    assert_eq!(explored.most(Operation::CompareExchange), 2);
    assert_eq!(explored.most(Operation::Swap), 2);
    assert_eq!(explored.most(Operation::Load), 0);
    assert_eq!(explored.most(Operation::FutexWakeOne), 0);
}

#[test]
fn a_failed_try_releases_nothing() {
    interleave::model(|| {
        let (lock, tried) = (Mutex::new(()), AtomicBool::new(false));
        let guard = lock.lock();
        thread::scope(|s| {
            s.spawn(|| {
                assert!(lock.try_lock().is_none(), "main holds the lock");
                assert!(lock.try_lock().is_none(), "the failed try has not released it");
                tried.store(true, SeqCst);
            });
        });
        assert!(tried.load(SeqCst));
        drop(guard);
        assert!(lock.try_lock().is_some(), "the lock is free");
    });
}

#[test]
fn the_mutex_can_be_a_static() {
    static LOCK: Mutex<u32> = Mutex::new(0);
    interleave::model(|| {
        thread::scope(|s| {
            s.spawn(|| *LOCK.lock() += 1);
            *LOCK.lock() += 1;
        });
        assert_eq!(*LOCK.lock(), 2);
    });
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_test::expect_file!["../outputs/proofs-mutex.txt"].assert_eq(&proofs);
}
