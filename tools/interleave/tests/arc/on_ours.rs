//! The same programs here.

mod world {
    pub use interleave::cell::UnsafeCell;
    pub use interleave::sync::atomic::{AtomicBool, AtomicUsize};
    pub use interleave::sync::{Arc, Mutex};
    pub use interleave::thread::{spawn, yield_now};
}

#[path = "programs.rs"]
pub mod programs;
