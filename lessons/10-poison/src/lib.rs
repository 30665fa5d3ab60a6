//! Lesson 10: what if the holder panics?
//!
//! [`s1_ledger`] panics between two changes that belong together, and std's mutex tells the next thread. [`s2_ignored`]
//! ignores the message. [`s3_mark`] makes such a mark for a lock of its own, in the obvious way, and [`s4_mark_right`] in
//! the right one. [`s5_prepared`] leaves nothing half done, and [`s6_repaired`] repairs what was.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod s1_ledger;
pub mod s2_ignored;
pub mod s3_mark;
pub mod s4_mark_right;
pub mod s5_prepared;
pub mod s6_repaired;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Mutex, PoisonError, atomic};
}

/// The cell, in this world.
pub mod cell {
    pub use std::cell::UnsafeCell;
}

/// How a thread says that it is waiting, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// Whether the calling thread is panicking, in this world.
pub mod thread {
    pub use std::thread::panicking;
}
