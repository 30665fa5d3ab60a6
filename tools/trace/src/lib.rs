//! A run of the explorer as plain data: what it looked like, in words, as a picture, and in a report.
//!
#![doc = include_str!("../README.md")]
//!
//! # Layout
//!
//! Each module uses only those named after its arrow. `tests/house.rs` reads this map.
//!
//! ```text
//! report → run
//! render → run
//! run
//! ```
//!
//! `run` is the data: threads, objects and steps, and the failure that ended them. `render` puts it into sentences and
//! pictures, the same for the terminal, the book and the runner. `report` is the form of what passes between a test and the
//! program that runs it.
//!
//! Nothing here explores anything: `interleave` makes these data, and has everything of this package under paths of its own.
//! So a program that only reads a run or a report doesn't wait until the explorer is built.

#![deny(missing_docs)]
// A new operation or failure must be handled wherever these are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod render;
mod run;

pub mod report;

pub use render::{terminal, words};
pub use run::{
    Belief, Cause, Choice, Counterexample, Ending, FORMAT, Failure, FailureKind, Location, Node,
    Object, Operation, Outcome, Parting, Phase, Schedule, Schedules, Stale, Step, Thread, Trace,
    UnknownKind, Waiting, World, Worlds, schedule, type_names,
};
