//! Lesson 19: how does it all fit into one program?
//!
//! [`office`] says what a box office promises. [`s1_racy`] breaks most of it, and [`s2_two_locks`] can stop altogether.
//! Three designs keep it: [`s3_one_lock`], [`s4_atomics`] with a lock only for sales, and [`s5_channel`] with one thread
//! that does everything. [`designs`] lists them. Around them, [`s6_file`] is a log that survives a restart, [`s7_lines`] reads requests of a
//! bounded length, and [`s8_server`] serves them by TCP.
//!
//! The stages say `use crate::sync::…`, `crate::thread` and `crate::channel`. Here that is std and crossbeam. The tests
//! include the same files in worlds of their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod designs;
pub mod office;
pub mod s1_racy;
pub mod s2_two_locks;
pub mod s3_one_lock;
pub mod s4_atomics;
pub mod s5_channel;
pub mod s6_file;
pub mod s7_lines;
pub mod s8_server;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Arc, Mutex, RwLock, atomic};
}

/// What starts threads, in this world.
pub mod thread {
    pub use std::thread::{JoinHandle, spawn};
}

/// How threads send each other messages, in this world.
pub mod channel {
    pub use crossbeam_channel::{Receiver, Sender, bounded};
}
