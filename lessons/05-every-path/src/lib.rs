//! Lesson 05: what if the code in between leaves early?
//!
//! [`s1_lock`] is a lock with `acquire` and `release`. [`s2_leaks`] leaves without releasing it: by a `return`, by a
//! `?`, and by a panic. [`s3_by_hand`] and [`s4_with`] fix some of that, and [`s5_guard`] all of it.
//! [`s6_careless`] is what can still be done wrong with a guard, [`s7_order`] shows what is dropped before what, and
//! [`s8_open`] makes a guard the only way to the items.
//!
//! The stages say `use crate::sync::…`, which here is std. The tests compile the same files with another
//! `crate::sync`: the explorer's (`tests/model.rs`) or loom's (`tests/loom.rs`).

pub mod s1_lock;
pub mod s2_leaks;
pub mod s3_by_hand;
pub mod s4_with;
pub mod s5_guard;
pub mod s6_careless;
pub mod s7_order;
pub mod s8_open;

/// What the stages are built on: here, std.
pub mod sync {
    pub use std::sync::atomic;
}

/// How a thread says that it is waiting: here, std's way.
pub mod hint {
    pub use std::hint::spin_loop;
}
