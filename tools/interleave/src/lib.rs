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

mod checker;
mod machine;
mod run;
mod schedule;
mod search;
mod story;
mod tree;
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

pub use checker::{Checker, Explored, Outcomes, SearchError, Verdict};
pub use run::{ReplayError, Run, check, model, outcomes, replay, schedules};
pub use schedule::Schedule;
pub use trace::{Counterexample, FailureKind};
pub use tree::{Ending, Schedules, Shown};
