//! The programs on loom.

mod world {
    pub use loom::cell::UnsafeCell;
    pub use loom::sync::atomic::{AtomicBool, AtomicUsize};
    pub use loom::sync::{Arc, Mutex};
    pub use loom::thread::{spawn, yield_now};
}

#[path = "programs.rs"]
pub mod programs;
