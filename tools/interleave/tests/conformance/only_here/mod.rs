//! What std has nothing like: its contract is its own documentation, or that of another crate.
//!
//! `futex` follows the `atomic-wait` crate and `backoff` follows `crossbeam-utils`. Neither is a dependency of this
//! workspace, so they are held to what those crates document, and run on the facade only.

mod backoff;
mod cell {
    mod unsafe_cell;
}
mod futex;
mod sync {
    mod arc;
}
mod thread {
    mod handle;
}
