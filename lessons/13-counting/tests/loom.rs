//! The same semaphores on loom: a second opinion.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Condvar, Mutex};
}

#[path = "../src/s2_semaphore.rs"]
mod s2_semaphore;
#[path = "../src/s3_thrifty.rs"]
mod s3_thrifty;
#[path = "../src/s4_permit.rs"]
mod s4_permit;

use std::sync::Arc;

use loom::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use loom::thread;

/// Runs `visit` on this many threads. Loom has no scopes, so what they share is in std's `Arc`: with loom's own, a
/// failure can abort the process.
fn all<T: Send + Sync + 'static>(shared: &Arc<T>, threads: usize, visit: fn(&T)) {
    let others: Vec<_> = (1..threads)
        .map(|_| {
            let shared = Arc::clone(shared);
            thread::spawn(move || visit(&shared))
        })
        .collect();
    visit(shared);
    for other in others {
        other.join().unwrap();
    }
}

#[test]
fn loom_finds_no_third_thread_inside_and_none_that_is_stranded() {
    let mut few = loom::model::Builder::new();
    few.preemption_bound = Some(2);
    few.check(|| {
        let shared = Arc::new((s2_semaphore::Semaphore::new(2), AtomicUsize::new(0)));
        all(&shared, 3, |(semaphore, inside)| {
            semaphore.acquire();
            assert!(inside.fetch_add(1, SeqCst) < 2);
            inside.fetch_sub(1, SeqCst);
            semaphore.release();
        });
    });
}

#[test]
fn loom_finds_no_permit_that_is_not_returned() {
    loom::model(|| {
        let semaphore = Arc::new(s4_permit::Semaphore::new(1));
        all(&semaphore, 2, |semaphore| drop(semaphore.acquire()));
        assert_eq!(semaphore.free(), 1);
    });
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_waiter_that_a_thrifty_release_strands() {
    loom::model(|| {
        let semaphore = Arc::new(s3_thrifty::Semaphore::new(0));
        let waiters = [(); 2].map(|()| {
            let semaphore = Arc::clone(&semaphore);
            thread::spawn(move || semaphore.acquire())
        });
        semaphore.release();
        semaphore.release();
        for waiter in waiters {
            waiter.join().unwrap();
        }
    });
}
