//! Decides which execution comes next, until all are explored or one fails; then finds the simplest that fails.
//!
//! `explore` runs a program again and again, and `simplify` looks for the simplest failure. They pass each
//! execution a `depth_first` search, whose path is made of `choice_point`s. `races` tells which of these need
//! another try, and `statistics` counts what executions do. A `script` follows a schedule instead, and a `retry` does so
//! as far as the program still lets it; an `obstacle` is why it doesn't. `progress` shows on a terminal how far the
//! search has come, `guard` ends a process in which a thread hangs, and `error` says why a search can't be done.

pub(crate) mod choice_point;
pub(crate) mod depth_first;
pub(crate) mod error;
pub(crate) mod explore;
mod guard;
mod obstacle;
pub(crate) mod progress;
mod races;
pub(crate) mod retry;
pub(crate) mod script;
mod simplify;
pub(crate) mod statistics;
