//! Explores every interleaving of std-shaped code, and explains the one that breaks it.
//!
#![doc = include_str!("../README.md")]
//!
//! # Layout
//!
//! The modules are a house with floors: each uses only those named after its arrow. `tests/house.rs` reads this map.
//!
//! ```text
//! checker → explain, machine, report, search, trace, unseen
//! unseen  → report
//! search  → explain, machine, report, source, trace
//! explain → machine, source, trace
//! machine → trace
//! report  → trace
//! source  → trace
//! trace
//!
//! backoff → hint
//! futex   → machine, sync, trace
//! sync    → machine, plain, thread, trace
//! rc      → cell, machine, trace
//! cell    → machine, plain, trace
//! plain   → thread, time
//! thread  → hint, machine, trace
//! hint    → machine, trace
//! time    → machine, trace
//! ```
//!
//! The upper half answers questions: users ask `checker`, which runs several phases if it must. `search` decides
//! which execution comes next, and simplifies a failing one. `machine` is one execution: it knows nothing of the
//! search, and asks a `Choose` for each decision. `explain` turns its records into a trace, and `source` reads
//! the lines of the program for it. `report` passes verdicts to the course's runner, and says which run the runner wants to
//! be tried first. `unseen` finds std's own types where the explorer's are meant.
//!
//! `trace` is the ground floor, and leads to a package of that name: the data of a run and the form of reports, with
//! the words and pictures that are made of them. A program that only reads these doesn't need the explorer.
//!
//! The lower half is the facade, which has std's shape: each operation is a `Request` to the machine and an effect
//! on its objects. `plain` lists the types whose values can be put back between executions.

#![deny(missing_docs)]
// A new operation, object, wait or failure must be handled wherever these are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod checker;
mod explain;
mod machine;
mod plain;
mod search;
mod source;
mod unseen;

pub mod backoff;
pub mod cell;
pub mod futex;
pub mod hint;
pub mod rc;
pub mod report;
pub mod sync;
pub mod thread;
pub mod time;
pub mod trace;

#[doc(hidden)]
pub use machine::stacks::reuse_abandoned as reuse_abandoned_stacks;

pub use self::trace::{Belief, Counterexample, Ending, FailureKind, Schedule, Schedules};
pub use checker::{
    Checker, Explored, Outcomes, ReplayError, Run, Shown, Verdict, check, model, outcomes, replay,
    schedules,
};
pub use search::error::SearchError;
