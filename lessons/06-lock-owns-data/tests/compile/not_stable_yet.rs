//! What std is still working on: it is there, and stable Rust refuses it.

// ANCHOR: not-stable-yet
pub use std::sync::nonpoison::{Condvar, Mutex, RwLock};
pub use std::sync::{MappedMutexGuard, ReentrantLock};
pub use std::sync::{mpmc, oneshot};
pub use std::thread::{current_id, sleep_until};

fn main() {}
// ANCHOR_END: not-stable-yet
