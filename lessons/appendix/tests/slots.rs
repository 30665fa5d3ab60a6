//! The slots of `in-your-own-project.md`, explored once more, so that the book can show what holds for them.

/// The slots' atomics, in this crate: they say `crate::sync`.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../slots/tests/explore.rs"]
#[allow(unused_imports, reason = "it has a `sync` of its own, for when it is the whole crate")]
mod explore;

use expect_test::expect_file;

/// For the chapter, and for the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-slots.txt"].assert_eq(&proofs);
}
