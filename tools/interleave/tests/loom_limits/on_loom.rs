//! The programs on raw loom.

pub mod world {
    pub use loom::sync::atomic::{AtomicUsize, fence};
    pub use loom::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
    pub use loom::thread::{current, park, spawn, yield_now};

    /// A place without any protection.
    pub struct Place(loom::cell::UnsafeCell<u32>);

    // SAFETY: whether accesses race is what is being asked.
    unsafe impl Sync for Place {}

    impl Place {
        pub fn new() -> Self {
            Place(loom::cell::UnsafeCell::new(0))
        }

        pub fn write(&self) {
            // SAFETY: loom stops the run before two accesses that it sees overlap.
            self.0.with_mut(|place| unsafe { *place += 1 });
        }

        pub fn read(&self) -> u32 {
            // SAFETY: as above.
            self.0.with(|place| unsafe { *place })
        }
    }
}

#[path = "programs.rs"]
pub mod programs;

#[path = "sleepers.rs"]
pub mod sleepers;
