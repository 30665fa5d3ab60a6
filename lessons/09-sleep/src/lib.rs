//! Lesson 09: how does a thread wait without burning CPU time?
//!
//! Two ways to sleep, and the locks that are made of them. A waiter of [`s1_too_late`] parks, and can sleep forever;
//! one of [`s2_queue`] is always woken. [`s3_token`] is what a park token is made of, on a futex. [`s4_two_states`] and
//! [`s5_three_states`] are locks on a futex, and [`s6_mutex`] is the best mutex in the course.
//!
//! The stages say `use crate::sync::…`. Here that is std, and the crates `atomic-wait` and `crossbeam-utils`. The
//! tests include the same files in worlds of their own, where it is the explorer (`tests/model.rs`,
//! `tests/mutex.rs`) or loom (`tests/loom.rs`).

pub mod s1_too_late;
pub mod s2_queue;
pub mod s3_token;
pub mod s4_two_states;
pub mod s5_three_states;
pub mod s6_mutex;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Mutex, atomic};
}

/// Threads that sleep: std's, in this world.
pub mod thread {
    pub use std::thread::{Thread, current, park};
}

/// What a lock keeps its value in: std's, in this world.
pub mod cell {
    pub use std::cell::UnsafeCell;
}

/// Sleeping on the address of an atomic: the operating system's way, in this world.
pub mod futex {
    pub use atomic_wait::{wait, wake_one};
}

/// How to be patient, and for how long: crossbeam's way, in this world.
pub mod backoff {
    pub use crossbeam_utils::Backoff;
}
