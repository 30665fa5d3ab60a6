//! Lesson 02: what does the compiler refuse, and what does it let through?
//!
//! [`s1_hand_over`] hands values to another thread, and requires something of them; the refusals are under
//! `tests/compile`. [`s2_overruled`] silences the compiler and has a data race. [`s3_redeem`] needs no `unsafe`,
//! has no data race, and is wrong anyway; [`s4_redeem_once`] is correct. [`s5_stop`] shows on real threads
//! what an optimiser makes of a data race.

pub mod s1_hand_over;
pub mod s2_overruled;
pub mod s3_redeem;
pub mod s4_redeem_once;
pub mod s5_stop;

/// What the stages are built on: here, std.
pub mod sync {
    pub use std::sync::{Arc, atomic};
}

/// The cell that the stages are built on.
pub mod cell {
    pub use std::cell::UnsafeCell;
}

/// The threads that the stages start.
pub mod thread {
    pub use std::thread::{scope, spawn};
}
