//! Atomics between threads: operations of one variable have an order, and none of them is lost.

use super::world::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use super::world::{always, one_of, sync::Arc, thread};
use Ordering::{Acquire, Relaxed, Release, SeqCst};

#[test]
fn no_addition_is_lost() {
    always(|| {
        let count = AtomicUsize::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    count.fetch_add(1, Relaxed);
                    count.fetch_add(1, Relaxed);
                });
            }
        });
        assert_eq!(count.into_inner(), 4);
    });
}

#[test]
fn a_load_and_a_store_may_be_torn_apart() {
    one_of([1, 2], || {
        let count = AtomicU32::new(0);
        let add_one = || count.store(count.load(SeqCst) + 1, SeqCst);
        thread::scope(|s| {
            s.spawn(add_one);
            add_one();
        });
        count.into_inner()
    });
}

#[test]
fn what_was_stored_with_release_is_seen_with_acquire() {
    one_of([None, Some(1)], || {
        let shared = Arc::new((AtomicU32::new(0), AtomicU32::new(0)));
        let theirs = Arc::clone(&shared);
        let writer = thread::spawn(move || {
            theirs.0.store(1, Relaxed);
            theirs.1.store(1, Release);
        });
        let seen = (shared.1.load(Acquire) == 1).then(|| shared.0.load(Relaxed));
        writer.join().unwrap();
        seen
    });
}

#[test]
fn what_was_stored_relaxed_may_be_seen_early() {
    one_of([None, Some(0), Some(1)], || {
        let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                flag.store(1, Relaxed);
            });
            (flag.load(Relaxed) == 1).then(|| data.load(Relaxed))
        })
    });
}

#[test]
fn in_a_single_order_one_of_two_sees_the_other() {
    one_of([(0, 1), (1, 0), (1, 1)], || {
        let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            let other = s.spawn(|| {
                x.store(1, SeqCst);
                y.load(SeqCst)
            });
            y.store(1, SeqCst);
            let mine = x.load(SeqCst);
            (mine, other.join().unwrap())
        })
    });
}

#[test]
fn one_variable_is_never_seen_going_back() {
    always(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                x.store(1, Relaxed);
                x.store(2, Relaxed);
            });
            let first = x.load(Relaxed);
            assert!(first <= x.load(Relaxed));
        });
    });
}
