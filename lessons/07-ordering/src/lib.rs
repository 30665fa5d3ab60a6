//! Lesson 07: why does my lock need Acquire and Release?
//!
//! [`s1_relaxed`] hands a value over by a flag, and the value can be stale. [`s2_released`] is the same with a
//! promise between the two threads. [`s3_relaxed_unlock`] is a lock without that promise, [`s4_lock`] is one with it.
//! [`s5_bridge`] is what even that promise does not cover.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests take the very same files into worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/limits.rs`) or loom (`tests/loom.rs`).

pub mod s1_relaxed;
pub mod s2_released;
pub mod s3_relaxed_unlock;
pub mod s4_lock;
pub mod s5_bridge;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::atomic;
}

/// How a thread says that it is waiting: std's way, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}
