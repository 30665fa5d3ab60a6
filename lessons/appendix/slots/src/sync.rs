//! Where this project gets its atomics from.

// ANCHOR: sync
#[cfg(loom)]
pub use loom::sync::atomic;
#[cfg(not(loom))]
pub use std::sync::atomic;
// ANCHOR_END: sync
