//! The marked lock on loom: a second opinion.

// The stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stage, on loom.
mod sync {
    pub use loom::sync::atomic;
}

/// Loom's cell has `with_mut` where std's has `get`. This one has `get`, and each call counts as a write.
mod cell {
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

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread as std_thread;

use loom::hint;

/// A model thread of loom is a thread of its own to std, too.
mod thread {
    pub use super::std_thread::panicking;
}

#[path = "../src/s4_mark_right.rs"]
mod s4_mark_right;

use s4_mark_right::Lock;

#[test]
fn loom_finds_no_holder_that_misses_the_mark() {
    loom::model(|| {
        let lock = Arc::new(Lock::new(0));
        let theirs = Arc::clone(&lock);
        let a = loom::thread::spawn(move || {
            // A panic in a thread ends the model of loom, so it is caught here.
            let panics = catch_unwind(AssertUnwindSafe(|| {
                let Ok(mut value) = theirs.lock() else { return };
                *value = 1;
                panic!("before the value is 2");
            }));
            assert!(panics.is_err());
        });
        if let Ok(value) = lock.lock() {
            assert_eq!(*value, 0);
        }
        a.join().unwrap();
        assert!(lock.is_poisoned());
    });
}
