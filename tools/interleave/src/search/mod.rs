//! Which execution comes next, until every one was seen or one fails; then the simplest that fails.
//!
//! `explore` runs a program again and again, and `simplify` looks for the simplest failure. What they hand to each execution is
//! a search `depth_first`, whose path is made of `choice_point`s; `races` tells which of them need another try, and
//! `statistics` counts what is done. A `script` follows a schedule instead. `progress` says on a terminal how far it has
//! come, `guard` ends a process in which a thread hangs, and `error` says why a search can't be done.

pub(crate) mod choice_point;
pub(crate) mod depth_first;
pub(crate) mod error;
pub(crate) mod explore;
mod guard;
pub(crate) mod progress;
mod races;
pub(crate) mod script;
mod simplify;
pub(crate) mod statistics;
