//! Lesson 06: how do you make it impossible to forget the lock?
//!
//! [`s1_lock`] is the lock from chapter 5, with its guard. In [`s2_beside`] it is beside the data, and one method
//! forgets it. In [`s3_two_locks`] every method acquires a lock, but not all the same one. [`s4_owns`] puts the data inside.
//! [`s5_bounds`] promises too much and too little about that lock, and [`s6_draft`] is a guard that promises too much
//! without an `unsafe impl`. [`threads`] is where a value goes to another thread.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests include the same files in worlds of
//! their own, where it is the explorer (`tests/model.rs`) or loom (`tests/loom.rs`).

pub mod s1_lock;
pub mod s2_beside;
pub mod s3_two_locks;
pub mod s4_owns;
pub mod s5_bounds;
pub mod s6_draft;
pub mod threads;

/// What the stages are built on: std, in this world.
pub mod sync {
    pub use std::sync::atomic;
}

/// The cell, in this world.
pub mod cell {
    pub use std::cell::UnsafeCell;
}

/// How a thread says that it is waiting, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// The threads, in this world.
pub mod thread {
    pub use std::thread::scope;
}
