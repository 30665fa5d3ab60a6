//! Lesson 08: what should a thread do while it waits?
//!
//! One lock, and four ways to wait for it. In [`s1_test_and_set`] a waiter tries again and again. In [`s2_look_first`] it
//! looks until the lock is free. In [`s3_backoff`] it looks less and less often. In [`s4_ticket`] it takes a ticket.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/waiting.rs`) or loom (`tests/loom.rs`).

pub mod s1_test_and_set;
pub mod s2_look_first;
pub mod s3_backoff;
pub mod s4_ticket;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::atomic;
}

/// How a thread says that it is waiting: std's way, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// How a thread waits longer each time: crossbeam's way, in this world.
pub mod backoff {
    pub use crossbeam_utils::Backoff;
}
