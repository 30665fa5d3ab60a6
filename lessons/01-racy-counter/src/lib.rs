//! Lesson 01: where did my increments go?
//!
//! One counter in three stages. [`s1_racy`] loses increments, [`s2_one_step`] doesn't, and [`s3_retry`] shows what
//! to do when there's no single instruction for what you want.
//!
//! The stages say `use crate::sync::…`, which here is std. The tests compile the very same files with another
//! `crate::sync`: the explorer's (`tests/model.rs`) or loom's (`tests/loom.rs`).

pub mod s1_racy;
pub mod s2_one_step;
pub mod s3_retry;

/// What the stages are built on: here, std.
pub mod sync {
    pub use std::sync::atomic;
}
