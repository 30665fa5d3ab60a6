//! Lesson 12: how do I sleep until something is true?
//!
//! [`s1_if`] is a mailbox whose taker checks once, [`s2_while`] checks again after each wakeup, and [`s3_wait_while`]
//! lets std do that, also with a time limit. [`s4_too_soon`] and [`s5_outside`] lose a wakeup. [`s6_one_condvar`] has two
//! kinds of waiters in one queue, and [`s7_two_condvars`] has a queue for each. [`s8_queue`] is a bounded queue, and
//! [`s9_event`] is Python's event. [`s10_on_futex`] is what a condvar is made of.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod s10_on_futex;
pub mod s1_if;
pub mod s2_while;
pub mod s3_wait_while;
pub mod s4_too_soon;
pub mod s5_outside;
pub mod s6_one_condvar;
pub mod s7_two_condvars;
pub mod s8_queue;
pub mod s9_event;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Condvar, Mutex, MutexGuard, atomic};
}

/// Sleeping on the address of an atomic: the operating system's way, in this world.
pub mod futex {
    pub use atomic_wait::{wait, wake_all, wake_one};
}
