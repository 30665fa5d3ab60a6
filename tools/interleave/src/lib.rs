//! Explores every interleaving of std-shaped code, and explains the one that breaks it.
//!
#![doc = include_str!("../README.md")]
//!
//! # Layout
//!
//! What users touch: [`model`], [`check`], [`outcomes`], [`replay`], [`schedules`] and [`Checker`]; the facade
//! in [`sync`], [`thread`], [`time`], [`futex`], [`cell`], [`rc`], [`hint`] and [`backoff`]; the data in [`trace`].
//!
//! Behind it, from the outside in: `search` decides which execution comes next and simplifies what fails, `machine`
//! is one execution, `story` turns its steps into sentences and pictures. `unseen` finds std's own types where ours are
//! meant.

#![deny(missing_docs)]
// A new operation, object, wait or failure has to be answered for wherever these are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod checker;
mod explain;
mod machine;
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
    Checker, Explored, Outcomes, ReplayError, Run, Verdict, check, model, outcomes, replay,
    schedules,
};
pub use search::error::SearchError;
pub use trace::{Counterexample, Ending, Schedule, Schedules};
