//! Lesson 11: what if a thread can't wait forever?
//!
//! [`s1_try`] doesn't wait at all. [`s2_restart`] has a time limit that starts again at each wakeup, [`s3_stays`] keeps
//! its limit and takes a wakeup away from another waiter, and [`s4_deadline`] is right. [`s5_two_locks`] shows what a limit
//! does to a deadlock. [`s6_reentrant`] lets the holder in again.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/reentrant.rs`) or loom (`tests/loom.rs`).

pub mod s1_try;
pub mod s2_restart;
pub mod s3_stays;
pub mod s4_deadline;
pub mod s5_two_locks;
pub mod s6_reentrant;
mod thread_number;

pub use thread_number::me;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Mutex, atomic};
}

/// The cells, in this world.
pub mod cell {
    pub use std::cell::{Cell, UnsafeCell};
}

/// How a thread says that it is waiting, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// Threads that sleep: std's, in this world.
pub mod thread {
    pub use std::thread::{Thread, current, park, park_timeout};
}

/// The clock, in this world.
pub mod time {
    pub use std::time::{Duration, Instant};
}
