//! Lesson 17: what if the resource isn't in memory?
//!
//! [`s1_writeln`] writes a line in pieces, and [`s2_in_one`] in one piece, mostly. [`s3_log`] is a log for the threads of one
//! process. [`s4_shared`] is a log for several processes: it locks the file. [`s5_record`] makes records whose end a reader
//! can check, and [`s6_journal`] cuts off what a crash has left. [`s7_two_locks`] mixes up the replies on a connection,
//! [`s8_client`] doesn't, and [`s9_owner`] gives the connection to a thread of its own;
//! [`frame`] is how a request or a reply is sent.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`, `tests/replies.rs`) or loom (`tests/loom.rs`).
//! What is written to is a parameter, so the explorer gets a model of a file, or of a connection.

pub mod frame;
pub mod s1_writeln;
pub mod s2_in_one;
pub mod s3_log;
pub mod s4_shared;
pub mod s5_record;
pub mod s6_journal;
pub mod s7_two_locks;
pub mod s8_client;
pub mod s9_owner;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Mutex, mpsc};
}

/// Where threads come from, in this world.
pub mod thread {
    pub use std::thread::{JoinHandle, spawn};
}
