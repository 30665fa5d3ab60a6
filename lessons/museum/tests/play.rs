//! The exhibits of the museum, for you to mend: `cargo test -p museum --test play musl -- --ignored`.
//!
//! Each test explores the model in `src/shipped` that has its name, and fails as long as that has its bug. The fix is in
//! `src/mended`, under the same name. `git restore lessons/museum` puts everything back.

// Everything is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The models, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, MutexGuard, atomic};
}

use interleave::{cell, futex, hint, thread};

#[path = "../src/condvar.rs"]
mod condvar;
#[path = "../src/shipped/mod.rs"]
mod shipped;

macro_rules! exhibits {
    ($($name:ident)*) => {$(
        #[test]
        #[ignore = "it has its bug: mend it, if you like"]
        fn $name() {
            interleave::model(shipped::scenes::$name);
        }
    )*};
}

exhibits! { pathfinder crossbeam std_docs sleep java spin parking_lot std_rwlock }

#[test]
#[ignore = "it has its bug: mend it, if you like"]
fn musl() {
    // Three threads take too long with weak memory, so that's explored with two.
    interleave::Checker::new().order_only().model(shipped::scenes::musl);
    interleave::model(shipped::scenes::musl_again);
}
