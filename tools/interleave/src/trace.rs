//! A run as plain data, under the path that the explorer's users know. It's a package of its own, `trace`, because a program
//! that reads runs needs no explorer.

#[doc(inline)]
pub use ::trace::{
    Belief, Cause, Choice, Counterexample, Ending, FORMAT, Failure, FailureKind, Location, Node,
    Object, Operation, Outcome, Parting, Phase, Schedule, Schedules, Stale, Step, Thread, Trace,
    UnknownKind, Waiting, World, Worlds,
};
pub(crate) use ::trace::{schedule, terminal, type_names, words};
