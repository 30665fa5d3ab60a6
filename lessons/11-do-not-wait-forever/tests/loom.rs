//! Trying and acquiring again on loom: a second opinion. Loom has no clock, so it can say nothing about limits.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

/// Loom's cell has `with_mut` where std's has `get`. This one has `get`, and each call counts as a write.
mod cell {
    pub use loom::cell::Cell;

    pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> Self {
            UnsafeCell(loom::cell::UnsafeCell::new(value))
        }

        pub fn get(&self) -> *mut T {
            self.0.with_mut(|data| data)
        }
    }
}

#[path = "../src/s1_try.rs"]
mod s1_try;
#[path = "../src/s6_reentrant.rs"]
mod s6_reentrant;

use std::num::NonZeroU64;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use loom::{hint, thread};

loom::thread_local! {
    static ME: NonZeroU64 = {
        static LAST: AtomicU64 = AtomicU64::new(0);
        NonZeroU64::MIN.saturating_add(LAST.fetch_add(1, Relaxed))
    };
}

/// The number of the calling thread, on loom.
fn me() -> NonZeroU64 {
    ME.with(|me| *me)
}

#[test]
fn loom_finds_no_try_that_lies_or_sees_a_half_done_change() {
    loom::model(|| {
        let lock = Arc::new(s1_try::Lock::new((0, 0)));
        let theirs = Arc::clone(&lock);
        let change = |lock: &s1_try::Lock<(i32, i32)>| {
            lock.try_lock().is_some_and(|mut pair| {
                assert_eq!(pair.0, pair.1);
                pair.0 += 1;
                pair.1 += 1;
                true
            })
        };
        let other = thread::spawn(move || change(&theirs));
        let mine = change(&lock);
        let theirs = other.join().unwrap();
        assert!(mine || theirs, "the lock was free, and both were refused");
        assert_eq!(lock.try_lock().map(|pair| pair.0), Some(i32::from(mine) + i32::from(theirs)));
    });
}

#[test]
fn loom_finds_the_lock_free_only_when_the_last_guard_is_dropped() {
    loom::model(|| {
        let lock = Arc::new(s6_reentrant::ReentrantLock::new(cell::Cell::new(0)));
        let theirs = Arc::clone(&lock);
        let change = |lock: &s6_reentrant::ReentrantLock<cell::Cell<i32>>| {
            let outer = lock.lock();
            let inner = lock.lock();
            outer.set(outer.get() + 1);
            drop(inner);
            outer.set(outer.get() + 1);
        };
        let other = thread::spawn(move || change(&theirs));
        change(&lock);
        other.join().unwrap();
        assert_eq!(lock.lock().get(), 4);
    });
}
