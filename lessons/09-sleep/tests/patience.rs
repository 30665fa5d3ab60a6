//! The best mutex in the course, explored with its patience, on the explorer's model of crossbeam's `Backoff`.

// The stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

use interleave::{Checker, FailureKind, thread};

/// The mutex on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{backoff, cell, futex};

#[path = "../src/s6_mutex.rs"]
mod s6_mutex;

use s6_mutex::Mutex;

#[test]
fn with_patience_no_wakeup_is_lost() {
    let adds = |threads| {
        let total = Mutex::new(0);
        thread::scope(|s| {
            for _ in 0..threads {
                s.spawn(|| *total.lock() += 1);
            }
        });
        assert_eq!(total.into_inner(), threads);
    };
    interleave::model(|| adds(2));
    Checker::new().max_preemptions(1).model(|| adds(3));
}

#[test]
fn a_patient_waiter_sleeps_in_the_end() {
    interleave::check(|| {
        let lock = Mutex::new(());
        let _guard = lock.lock();
        drop(lock.lock());
    })
    .expect_fails(FailureKind::LostWakeup);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_test::expect_file!["../outputs/proofs-patience.txt"].assert_eq(&proofs);
}
