//! `std::sync::atomic`, modelled: every operation is one step of the search.
//!
//! `compiler_fence` is std's own: it keeps the compiler from moving accesses of one thread, and orders nothing
//! between two threads. So it is no step, and a program that relies on it for more fails here, as it may fail
//! anywhere.
//!
//! A pointer into an atomic, or an atomic over a pointer, cannot be modelled: the explorer would not see what the
//! program does through it. `as_ptr` and `from_ptr` panic with that sentence.

mod atomic_bool;
mod atomic_ptr;
mod common;
mod fence;
mod integers;
mod raw;

pub use std::sync::atomic::{Ordering, compiler_fence};

pub use atomic_bool::AtomicBool;
pub use atomic_ptr::AtomicPtr;
pub use fence::fence;
pub use integers::{
    AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32,
    AtomicU64, AtomicUsize,
};
