//! Lesson 01: where did my increments go?
//!
//! One counter in three stages. [`s1_racy`] loses increments, [`s2_one_step`] does not, and [`s3_retry`] shows what
//! to do when there is no single instruction for what you want.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests take the very same files into worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod s1_racy;
pub mod s2_one_step;
pub mod s3_retry;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::atomic;
}
