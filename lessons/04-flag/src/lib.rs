//! Lesson 04: what is a lock made of?
//!
//! One lock in five stages. [`s1_two_steps`] looks and then sets its flag, and lets two threads in. [`s2_swap`] does
//! both in one step, and so does [`s3_exchange`] in another way. [`s4_try`] can be acquired without waiting,
//! [`s5_owner`] knows which thread holds it.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/release.rs`, `tests/memory.rs`) or loom
//! (`tests/loom.rs`).

pub mod errors;
pub mod s1_two_steps;
pub mod s2_swap;
pub mod s3_exchange;
pub mod s4_try;
pub mod s5_owner;
mod thread_number;

pub use thread_number::me;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::atomic;
}

/// How a thread says that it is waiting: std's way, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}
