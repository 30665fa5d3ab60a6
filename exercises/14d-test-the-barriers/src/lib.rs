//! A test for barriers. So far it passes every barrier.

mod meet;

pub use meet::Meet;

/// Returns if the barriers that `new` makes for a number of threads are right, and panics if they are wrong.
// TODO: test everything that `src/meet.rs` promises.
pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    interleave::model(|| {
        let barrier = new(1);
        assert!(barrier.wait(&|| ()), "a party of one has a leader");
    });
}
