//! Lesson 14: how do threads wait for each other?
//!
//! [`s1_one_round`] is a barrier that works once, and [`s2_barrier`] is one that counts its rounds. [`s3_twice`] makes a
//! value twice, [`s4_relaxed`] makes it once and lets other threads read it too soon, and [`s5_once`] is right.
//! [`s6_wait_group`] waits until the last of a group has finished.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/order.rs`) or loom (`tests/loom.rs`).

pub mod s1_one_round;
pub mod s2_barrier;
pub mod s3_twice;
pub mod s4_relaxed;
pub mod s5_once;
pub mod s6_wait_group;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Arc, Condvar, Mutex, atomic};
}

/// The cell, in this world.
pub mod cell {
    /// std's cell, with a second way to get a pointer: a thread that only reads says so, and the explorer knows.
    pub struct UnsafeCell<T>(std::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        /// A new cell.
        pub const fn new(value: T) -> Self {
            UnsafeCell(std::cell::UnsafeCell::new(value))
        }

        /// A pointer to write through.
        pub fn get(&self) -> *mut T {
            self.0.get()
        }

        /// A pointer to read through.
        pub fn get_shared(&self) -> *const T {
            self.0.get()
        }
    }
}
