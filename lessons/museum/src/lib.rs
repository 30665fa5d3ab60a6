//! Small models of bugs that people shipped.
//!
//! [`shipped`] has each of them as it was, and [`mended`] has the same with its fix. Both have a module for each exhibit,
//! named after its owner, and the same [`scenes`](shipped::scenes): what the threads do with it. `tests/model.rs` explores
//! both. `tests/play.rs` explores `shipped` alone, and is there for readers who mend it themselves.
//!
//! As in the lessons, everything says `use crate::sync::…`. Here that is std; in the tests it's the explorer.

pub mod condvar;
pub mod mended;
pub mod shipped;

/// What the models are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Condvar, Mutex, MutexGuard, atomic};
}

/// The threads, in this world.
pub mod thread {
    pub use std::thread::{Builder, Thread, park, scope, sleep, yield_now};
}

/// How a thread says that it is waiting, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// Sleeping on the address of an atomic: the operating system's way, in this world.
pub mod futex {
    pub use atomic_wait::{wait, wake_one};
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
