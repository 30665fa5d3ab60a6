//! Lesson 06: how can forgetting to lock be impossible?
//!
//! [`s1_lock`] is the lock of chapter 5, with its guard. In [`s2_beside`] it stands beside the data, and one method
//! forgets it. In [`s3_two_locks`] every method takes a lock, and not all the same. [`s4_owns`] puts the data inside.
//! [`s5_bounds`] promises too much and too little of that lock, and [`s6_draft`] is a guard that promises too much
//! without a word. [`threads`] is where a value goes to another thread.
//!
//! The stages say `use crate::sync::…`. Here that is std. The tests take the very same files into worlds of
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

/// Likewise.
pub mod cell {
    pub use std::cell::UnsafeCell;
}

/// Likewise.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// Likewise.
pub mod thread {
    pub use std::thread::scope;
}
