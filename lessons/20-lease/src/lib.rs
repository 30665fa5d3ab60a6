//! Lesson 20: what if the holder is on another machine?
//!
//! [`s1_lease`] is a lock service: it lends its lock for a limited time. [`s2_counter`] uses it for the counter of lesson 01,
//! and loses an increment. [`s3_check_first`] looks at the clock before it writes. In [`s4_fenced_writes`] the store
//! refuses writes with an old number, and in [`s5_fenced`] reads as well, which is right. [`s6_durable`] is a lock service
//! that can be restarted.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).
//!
//! The package in the folder `postgres` does the same with processes and a database.

pub mod s1_lease;
pub mod s2_counter;
pub mod s3_check_first;
pub mod s4_fenced_writes;
pub mod s5_fenced;
pub mod s6_durable;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Mutex, atomic};
}

/// Threads that sleep: std's, in this world.
pub mod thread {
    pub use std::thread::sleep;
}

/// The clock, in this world.
pub mod time {
    pub use std::time::{Duration, Instant};
}
