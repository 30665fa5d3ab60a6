//! A test for locks with a seal. So far it passes every lock.

mod sealed;

pub use sealed::{Guard, Sealed};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
// TODO: test everything that `src/sealed.rs` promises.
pub fn test(new: fn() -> Box<dyn Sealed>) {
    interleave::model(|| {
        let sealed = new();
        assert!(!sealed.is_broken(), "the lock is new, but its seal is broken");
    });
}
