//! The same barriers and lazy values on loom: a second opinion. Loom has no `Barrier` of its own.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Condvar, Mutex, atomic};
}

/// Loom's cell, with the methods of the stages.
mod cell {
    pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> Self {
            UnsafeCell(loom::cell::UnsafeCell::new(value))
        }

        pub fn get(&self) -> *mut T {
            self.0.with_mut(|pointer| pointer)
        }

        pub fn get_shared(&self) -> *const T {
            self.0.with(|pointer| pointer)
        }
    }
}

#[path = "../src/s1_one_round.rs"]
mod s1_one_round;
#[path = "../src/s2_barrier.rs"]
mod s2_barrier;
#[path = "../src/s3_twice.rs"]
mod s3_twice;
#[path = "../src/s4_relaxed.rs"]
mod s4_relaxed;
#[path = "../src/s5_once.rs"]
mod s5_once;

use std::sync::Arc;

use loom::thread;

/// Two threads meet twice.
macro_rules! meet_twice {
    ($stage:ident) => {
        loom::model(|| {
            let barrier = Arc::new($stage::Barrier::new(2));
            let theirs = Arc::clone(&barrier);
            let other = thread::spawn(move || [theirs.wait(), theirs.wait()]);
            let mine = [barrier.wait(), barrier.wait()];
            let others = other.join().unwrap();
            assert!(mine[0] != others[0] && mine[1] != others[1]);
        })
    };
}

#[test]
#[should_panic(expected = "deadlock")]
fn loom_finds_the_thread_that_is_lapped() {
    meet_twice!(s1_one_round);
}

#[test]
fn loom_finds_nothing_wrong_with_the_generation() {
    meet_twice!(s2_barrier);
}

/// Two threads need the value.
macro_rules! both_need_it {
    ($stage:ident) => {
        loom::model(|| {
            let lazy = Arc::new($stage::Lazy::default());
            let theirs = Arc::clone(&lazy);
            let other = thread::spawn(move || *theirs.get_or_init(|| 1));
            let mine = *lazy.get_or_init(|| 2);
            assert_eq!(mine, other.join().unwrap());
        })
    };
}

#[test]
#[should_panic(expected = "Causality violation")]
fn loom_finds_the_value_that_is_made_twice() {
    both_need_it!(s3_twice);
}

#[test]
#[should_panic(expected = "Causality violation")]
fn loom_finds_the_relaxed_check() {
    both_need_it!(s4_relaxed);
}

#[test]
fn loom_finds_nothing_wrong_with_once() {
    both_need_it!(s5_once);
}
