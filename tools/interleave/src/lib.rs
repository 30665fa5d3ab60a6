//! Explores every interleaving of std-shaped code, and explains the one that breaks it.
//!
#![doc = include_str!("../README.md")]
//!
//! # Layout
//!
//! A house with floors: each room uses those named behind its arrow, and no other. `tests/house.rs` reads this map.
//!
//! ```text
//! checker → explain, machine, render, report, search, trace, unseen
//! unseen  → report
//! search  → explain, machine, render, report, trace
//! explain → machine, render, trace
//! machine → trace
//! report  → trace
//! render  → trace
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
//! The upper half answers: `checker` is what users ask, in several phases if need be. `search` decides which
//! execution comes next, and simplifies what fails. `machine` is one execution: it knows of no search, and asks a
//! `Choose` for each decision. `explain` reads its records, and makes a trace of them. `trace` is that data; `render` says it
//! in sentences and draws it. `report` hands verdicts to the course's runner. `unseen` finds std's own types where ours are
//! meant.
//!
//! The lower half is the facade, std's shape: each operation is a `Request` to the machine and an effect on its objects.
//! `plain` lists the types whose values can be put back between executions.

#![deny(missing_docs)]
// A new operation, object, wait or failure has to be answered for wherever these are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod checker;
mod explain;
mod machine;
mod plain;
mod render;
mod search;
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

pub use checker::{
    Checker, Explored, Outcomes, ReplayError, Run, Shown, Verdict, check, model, outcomes, replay,
    schedules,
};
pub use search::error::SearchError;
pub use trace::{Counterexample, Ending, FailureKind, Schedule, Schedules};
