//! Lesson 07: why does my lock need Acquire and Release?
//!
//! [`s1_relaxed`] publishes a value by a flag, and the value can be stale. [`s2_released`] is the same with a
//! promise between the two threads. [`s3_relaxed_unlock`] is a lock without that promise, [`s4_lock`] is one with it.
//! [`s5_bridge`] is what even that promise doesn't cover, and [`s6_fence`] makes the promise with fences.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/lock.rs`, `tests/bridge.rs`) or loom (`tests/loom.rs`).

pub mod s1_relaxed;
pub mod s2_released;
pub mod s3_relaxed_unlock;
pub mod s4_lock;
pub mod s5_bridge;
pub mod s6_fence;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::atomic;
}

/// How a thread says that it is waiting: std's way, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}
