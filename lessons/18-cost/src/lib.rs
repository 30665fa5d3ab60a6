//! Lesson 18: smaller locks, or fewer?
//!
//! [`s1_one_lock`] keeps all scores behind one lock. [`s2_sharded`] has several locks, and its snapshot shows what never
//! was; [`s3_all_shards`] has a snapshot that is true. In [`s4_neighbours`] threads share no data, and still share cache
//! lines. [`s5_slow_inside`] does slow work under its lock, and [`s6_slow_outside`] does it outside, where it can go out of
//! date. [`s7_batch`] acquires a lock once for many changes.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).
//!
//! `examples/lock_lab` measures them, and the locks of the other lessons. In `criterion` is a package of its own: the
//! same locks under Criterion, which takes longer to build than everything else here.

pub mod s1_one_lock;
pub mod s2_sharded;
pub mod s3_all_shards;
pub mod s4_neighbours;
pub mod s5_slow_inside;
pub mod s6_slow_outside;
pub mod s7_batch;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Mutex, atomic};
}
