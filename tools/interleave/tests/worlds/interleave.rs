//! The programs on this crate.

pub mod world {
    use std::sync::atomic::Ordering::SeqCst;

    pub use interleave::sync::Mutex;
    pub use interleave::sync::atomic::AtomicUsize;
    pub use interleave::thread::{spawn, yield_now as pause};

    pub fn read(x: &AtomicUsize) -> usize {
        x.load(SeqCst)
    }

    pub fn write(x: &AtomicUsize, value: usize) {
        x.store(value, SeqCst);
    }
}

#[path = "programs.rs"]
pub mod programs;
