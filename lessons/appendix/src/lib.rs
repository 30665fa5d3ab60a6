//! The code of the book's appendices.
//!
//! - `locks-and-await.md`: [`tasks`] is a small executor, an asynchronous mutex, and what goes wrong at an `.await`.
//! - `what-finds-what.md`: [`programs`] are small programs, most of them wrong in one way. The explorer runs them in
//!   `tests/explorer.rs`, loom in `tests/loom.rs`, and real threads in `src/bin/real_threads.rs`, which is also built
//!   with ThreadSanitizer. `outputs/runs` has what each of them found, and `tests/tables.rs` makes the tables of it.
//! - `how-it-works.md`: [`clerks`] is the program that the page follows through the explorer, in `tests/how.rs`.
//! - `in-your-own-project.md`: `slots`, beside this package's `src`, is a package of its own, and `slots-loom` builds its
//!   files with `cfg(loom)`.
//! - `locks-built.md`: `tests/locks` asks the lessons' own locks, and `tests/sizes.rs` measures them.
//! - `what-it-cant-tell-you.md`: `tests/limits` has programs that are wrong and pass.
//!
//! As in the lessons, everything says `use crate::sync::…`. Here that is std; in the tests it's the explorer, or loom.

#[path = "../../10-poison/src/s1_ledger.rs"]
pub mod s1_ledger;
#[path = "../../06-lock-owns-data/src/s1_lock.rs"]
pub mod s1_lock;

pub mod clerks;
pub mod programs;
pub mod start;
pub mod tasks;

/// What the programs are built on: std, in this world.
pub mod sync {
    pub use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError, atomic};
}

/// The threads, in this world.
pub mod thread {
    pub use std::thread::{scope, spawn, yield_now};
}

/// How a thread says that it is waiting, in this world.
pub mod hint {
    pub use std::hint::spin_loop;
}

/// The cell, in this world.
pub mod cell {
    pub use std::cell::UnsafeCell;
}
