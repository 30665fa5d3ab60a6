//! A test for locks. So far it passes every lock.

mod lock;

pub use lock::{Lock, NotLocked};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/lock.rs` promises.
pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| {
        let lock = new();
        lock.acquire();
        assert!(lock.release().is_ok(), "the lock was held, and `release` says that it was free");
    });
}
