//! A test for read-write locks. So far it passes every lock.

mod shared;

pub use shared::{Guard, Held, Shared};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/shared.rs` promises.
pub fn test(new: fn() -> Box<dyn Shared>) {
    interleave::model(|| {
        let lock = new();
        drop(lock.read());
        drop(lock.write());
        // A free lock can be held again.
        drop(lock.read());
    });
}
