//! The programs on loom.

pub mod world {
    use std::sync::atomic::Ordering::SeqCst;

    pub use loom::sync::Mutex;
    pub use loom::sync::atomic::AtomicUsize;
    pub use loom::thread::{spawn, yield_now as pause};

    /// Loom's `SeqCst` is no stronger than `AcqRel`, but a read-modify-write always sees the newest value.
    pub fn read(x: &AtomicUsize) -> usize {
        x.fetch_add(0, SeqCst)
    }

    /// See [`read`].
    pub fn write(x: &AtomicUsize, value: usize) {
        x.swap(value, SeqCst);
    }
}

#[path = "programs.rs"]
pub mod programs;
