//! Lesson 15: when may readers share?
//!
//! [`s1_rwlock`] is a lock that many readers can hold together, and [`s2_writers_first`] one on which they don't starve a
//! writer. [`s3_one_number`] needs neither mutex nor condvar, and owns its data. [`s4_upgrade`] reads, and then has to
//! write, and [`s5_upgradable`] is a lock that offers just that.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod s1_rwlock;
pub mod s2_writers_first;
pub mod s3_one_number;
pub mod s4_upgrade;
pub mod s5_upgradable;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Condvar, Mutex, RwLock, atomic};
}

/// How a thread sleeps on a number, in this world.
pub mod futex {
    pub use atomic_wait::{wait, wake_all};
}

/// The cell, in this world: std's, with a pointer for readers beside the one for writers.
pub mod cell {
    /// Std's [`UnsafeCell`](std::cell::UnsafeCell).
    #[derive(Default)]
    pub struct UnsafeCell<T>(std::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        /// A cell with this value.
        pub const fn new(value: T) -> Self {
            UnsafeCell(std::cell::UnsafeCell::new(value))
        }

        /// A pointer to read and write through.
        pub const fn get(&self) -> *mut T {
            self.0.get()
        }

        /// A pointer to read through. The explorer has to know which accesses only read.
        pub const fn get_shared(&self) -> *const T {
            self.0.get()
        }
    }
}
