//! The programs on this crate.

pub mod world {
    pub use interleave::sync::atomic::{AtomicUsize, fence};
    pub use interleave::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
    pub use interleave::thread::{current, park, spawn, yield_now};

    /// A place without any protection.
    pub struct Place(interleave::cell::UnsafeCell<u32>);

    // SAFETY: whether accesses race is what is being asked.
    unsafe impl Sync for Place {}

    impl Place {
        pub fn new() -> Self {
            Place(interleave::cell::UnsafeCell::new(0))
        }

        pub fn write(&self) {
            // SAFETY: all model threads share one OS thread, and nobody keeps the pointer.
            unsafe { *self.0.get() += 1 };
        }

        pub fn read(&self) -> u32 {
            // SAFETY: as above.
            unsafe { *self.0.get_shared() }
        }
    }
}

#[path = "programs.rs"]
pub mod programs;

#[path = "sleepers.rs"]
pub mod sleepers;
