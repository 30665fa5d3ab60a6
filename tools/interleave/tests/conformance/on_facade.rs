//! The behaviours on this crate, in every interleaving.

pub mod world {
    //! The facade, and how to run a program on it.

    use std::fmt::Debug;

    pub use interleave::{cell, hint, rc, sync, thread, time};

    /// Whether this is std: asked only where the facade differs on purpose.
    pub const IS_STD: bool = false;

    /// The program's assertions hold, whatever the order.
    #[track_caller]
    pub fn always(program: impl Fn()) {
        interleave::model(|| {
            // Threads that take no step at all are refused: somebody may have taken std's own.
            sync::atomic::AtomicBool::new(true).load(sync::atomic::Ordering::SeqCst);
            program();
        });
    }

    /// The program returns each of these in some order, and nothing else in any.
    #[track_caller]
    pub fn one_of<T: Ord + Debug>(expected: impl IntoIterator<Item = T>, program: impl Fn() -> T) {
        let mut expected = Vec::from_iter(expected);
        expected.sort();
        let found = interleave::outcomes(program);
        let found = Vec::from_iter(found.values());
        assert_eq!(found, expected.iter().collect::<Vec<_>>());
    }
}

#[path = "behaviours/mod.rs"]
mod behaviours;
