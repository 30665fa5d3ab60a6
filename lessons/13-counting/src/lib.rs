//! Lesson 13: how do I let exactly N in?
//!
//! [`s1_check_then_take`] counts free places and lets too many in. [`s2_semaphore`] is the counting lock, and
//! [`s3_thrifty`] the same with one wakeup too few. [`s4_permit`] returns a permit on every path, [`s5_bounded`] refuses one
//! too many, and [`s6_futex`] needs neither mutex nor condvar. [`s7_first_pool`] is a pool of connections that has one too
//! many for a moment, [`s8_pool`] the right one, and [`s9_tcp`] gives it real connections.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod s1_check_then_take;
pub mod s2_semaphore;
pub mod s3_thrifty;
pub mod s4_permit;
pub mod s5_bounded;
pub mod s6_futex;
pub mod s7_first_pool;
pub mod s8_pool;
pub mod s9_tcp;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Condvar, Mutex, atomic};
}

/// How a thread sleeps on a number, in this world.
pub mod futex {
    pub use atomic_wait::{wait, wake_one};
}
