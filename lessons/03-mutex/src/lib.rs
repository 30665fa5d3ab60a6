//! Lesson 03: how does a lock fix a race?
//!
//! [`s1_counter`] fixes the counter from lesson 01 with a lock. [`s2_locked_twice`] and [`s3_two_locks`] use locks
//! and still lose an update. [`s4_guard`] is about how long a guard lives, [`s5_places`] about where a lock
//! lives.
//!
//! The stages say `use crate::sync::…`, which here is std. The tests compile the same files with another
//! `crate::sync`: the explorer's (`tests/model.rs`, `tests/guard.rs`, `tests/places.rs`) or loom's (`tests/loom.rs`).

pub mod s1_counter;
pub mod s2_locked_twice;
pub mod s3_two_locks;
pub mod s4_guard;
pub mod s5_places;

/// What the stages are built on: here, std.
pub mod sync {
    pub use std::sync::{Arc, Mutex, MutexGuard, atomic};
}

/// Threads: here, std's.
pub mod thread {
    pub use std::thread::{scope, spawn};
}
