//! Each model as it was shipped, with its bug.

pub mod crossbeam;
pub mod java;
pub mod musl;
pub mod parking_lot;
pub mod pathfinder;
#[allow(clippy::duplicate_mod, reason = "the same threads meet both versions")]
#[path = "../scenes.rs"]
pub mod scenes;
pub mod sleep;
pub mod spin;
pub mod std_docs;
pub mod std_rwlock;
