//! Lesson 03: how does a lock make it right?
//!
//! [`s1_counter`] repairs the counter of lesson 01 with a lock. [`s2_locked_twice`] and [`s3_two_locks`] use locks
//! and still lose an update. [`s4_guard`] is about how long a guard lives, [`s5_places`] about where a lock
//! lives.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/guard.rs`, `tests/places.rs`) or loom (`tests/loom.rs`).

pub mod s1_counter;
pub mod s2_locked_twice;
pub mod s3_two_locks;
pub mod s4_guard;
pub mod s5_places;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Arc, Mutex, MutexGuard, atomic};
}

/// Threads: std's, in this world.
pub mod thread {
    pub use std::thread::{scope, spawn};
}
