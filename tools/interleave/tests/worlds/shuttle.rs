//! The programs on shuttle.

pub mod world {
    use std::sync::atomic::Ordering::SeqCst;

    pub use shuttle::sync::Mutex;
    pub use shuttle::sync::atomic::AtomicUsize;
    pub use shuttle::thread::{spawn, yield_now as pause};

    pub fn read(x: &AtomicUsize) -> usize {
        x.load(SeqCst)
    }

    pub fn write(x: &AtomicUsize, value: usize) {
        x.store(value, SeqCst);
    }
}

#[path = "programs.rs"]
pub mod programs;
