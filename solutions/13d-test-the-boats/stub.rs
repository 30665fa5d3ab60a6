//! A test for bounded semaphores. So far it passes every semaphore.

mod semaphore;

pub use semaphore::{OverRelease, Semaphore};

/// Returns if the semaphores that `new` makes are right, and panics if they are wrong. `new(3)` makes one of three permits.
// TODO: test everything that `src/semaphore.rs` promises.
pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    interleave::model(|| {
        let semaphore = new(1);
        assert!(semaphore.try_acquire(), "the semaphore is new, and its permit isn't free");
    });
}
