//! The behaviours on std: real threads, and whatever order the machine happens to take.

pub mod world {
    //! Std, and how to run a program on it.

    use std::collections::BTreeSet;
    use std::fmt::Debug;

    pub use std::{cell, hint, rc, sync, thread, time};

    /// Whether this is std: asked only where the facade differs on purpose.
    pub const IS_STD: bool = true;

    /// Often enough to meet an order that is not the usual one, seldom enough to be quick.
    const RUNS: usize = 100;

    /// The program's assertions hold, whatever the order.
    pub fn always(program: impl Fn()) {
        (0..RUNS).for_each(|_| program());
    }

    /// The program returns one of these. Which of them, nobody can say.
    #[track_caller]
    pub fn one_of<T: Ord + Debug>(expected: impl IntoIterator<Item = T>, program: impl Fn() -> T) {
        let expected = BTreeSet::from_iter(expected);
        for _ in 0..RUNS {
            let found = program();
            assert!(expected.contains(&found), "{found:?} is none of {expected:?}");
        }
    }
}

#[path = "behaviours/mod.rs"]
mod behaviours;
