//! Lesson 16: why is everything stuck?
//!
//! [`s1_transfer`] acquires two locks in the order in which it meets them, and two transfers can wait for each other.
//! [`s2_ordered`] has an order for all accounts. [`s3_philosophers`] has three locks in a circle, and
//! [`s4_back_off`] gives up and tries again. [`s5_told_inside`] calls other code under its lock, and [`s6_told_after`]
//! does that after the release.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).
//!
//! In `detector` is a package of its own: parking_lot's deadlock detector, whose feature would change parking_lot for
//! every package that is built together with it.

pub mod s1_transfer;
pub mod s2_ordered;
pub mod s3_philosophers;
pub mod s4_back_off;
pub mod s5_told_inside;
pub mod s6_told_after;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::Mutex;
}
