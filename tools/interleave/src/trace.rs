//! What a run looked like, as plain data: threads, objects and steps, and the failure that ended it.
//!
//! This is the format of the snapshots under `lessons/*/traces`, so it is versioned: see [`FORMAT`]. It is a package of its
//! own, `trace`, because a program that reads runs needs no explorer. Here it is under the path that users know.

#[doc(inline)]
pub use ::trace::{
    Belief, Cause, Choice, Counterexample, Ending, FORMAT, Failure, FailureKind, Location, Node,
    Object, Operation, Outcome, Parting, Phase, Schedule, Schedules, Stale, Step, Thread, Trace,
    UnknownKind, Waiting, World, Worlds,
};
pub(crate) use ::trace::{schedule, terminal, type_names, words};
