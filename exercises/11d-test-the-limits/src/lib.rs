//! A test for locks with limits. So far it passes every lock.

mod lock;

pub use lock::Lock;

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/lock.rs` promises.
pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        lock.acquire();
        lock.release();
        // A free lock can be acquired again.
        lock.acquire();
    });
}
