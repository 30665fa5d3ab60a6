//! Lesson 04: what is a lock made of?
//!
//! One lock in five stages. [`s1_two_steps`] looks and then raises its flag, and lets two threads in. [`s2_swap`] does
//! both in one step, and so does [`s3_exchange`] in another way. [`s4_try`] can be acquired without waiting,
//! [`s5_owner`] knows which thread holds it.
//!
//! The stages say `use crate::sync::…`, which here is std. The tests compile the same files with another
//! `crate::sync`: the explorer's (`tests/model.rs`, `tests/release.rs`, `tests/memory.rs`) or loom's (`tests/loom.rs`).

pub mod errors;
pub mod s1_two_steps;
pub mod s2_swap;
pub mod s3_exchange;
pub mod s4_try;
pub mod s5_owner;
mod thread_number;

pub use thread_number::me;

/// What the stages are built on: here, std.
pub mod sync {
    pub use std::sync::atomic;
}

/// How a thread says that it is waiting: here, std's way.
pub mod hint {
    pub use std::hint::spin_loop;
}
