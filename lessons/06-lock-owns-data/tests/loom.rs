//! The same lock on loom: a second opinion on the cell, and on a lock that is beside its data.

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

/// How a thread says that it is waiting, in this world.
mod hint {
    pub use loom::hint::spin_loop;
}

// ANCHOR: shim
/// Loom's cell has `with` and `with_mut` where std's has `get`. This one has `get`,
/// and each call counts as a write at that moment.
mod cell {
    #[derive(Default)]
    pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> Self {
            UnsafeCell(loom::cell::UnsafeCell::new(value))
        }

        pub fn get(&self) -> *mut T {
            self.0.with_mut(|data| data)
        }

        pub fn get_mut(&mut self) -> &mut T {
            // SAFETY: `&mut self` says that no other reference to the cell exists.
            unsafe { &mut *self.get() }
        }

        pub fn into_inner(self) -> T {
            self.0.into_inner()
        }
    }
}
// ANCHOR_END: shim

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[path = "../src/s2_beside.rs"]
mod s2_beside;
#[path = "../src/s3_two_locks.rs"]
mod s3_two_locks;
#[path = "../src/s4_owns.rs"]
mod s4_owns;

use std::sync::Arc;

use loom::thread;
use s4_owns::Lock;

/// Two threads on one thing. Loom has no scopes, so it is shared by an `Arc`; std's, because with loom's own a
/// failure can abort the process.
fn both<S: Send + Sync + 'static>(shared: S, one: fn(&S), other: fn(&S)) -> S {
    let shared = Arc::new(shared);
    let theirs = Arc::clone(&shared);
    let thread = thread::spawn(move || {
        other(&theirs);
        // Dropped before the thread ends, so that `into_inner` below finds the last handle.
        drop(theirs);
    });
    one(&shared);
    thread.join().unwrap();
    Arc::into_inner(shared).expect("the other handle is gone")
}

#[test]
fn loom_finds_no_data_race_behind_the_guard() {
    loom::model(|| {
        let mut counter = both(Lock::new(0), |c| *c.lock() += 1, |c| *c.lock() += 1);
        assert_eq!(*counter.get_mut(), 2);
        assert_eq!(counter.into_inner(), 2);
    });
}

#[test]
#[should_panic(expected = "Causality violation")]
fn loom_finds_the_forgotten_lock() {
    loom::model(|| {
        both(s2_beside::Orders::default(), |o| o.add("soup"), |o| _ = o.count());
    });
}

#[test]
#[should_panic(expected = "Causality violation")]
fn loom_finds_the_two_locks() {
    loom::model(|| {
        both(s3_two_locks::Orders::default(), |o| o.add("soup"), |o| _ = o.take());
    });
}
