//! Explores every interleaving of std-shaped code, and explains the one that breaks it.
//!
#![doc = include_str!("../README.md")]
//!
//! # Layout
//!
//! What users touch: [`model`], [`check`], [`outcomes`], [`replay`], [`schedules`] and [`Checker`]; the facade
//! in [`sync`], [`thread`], [`time`], [`futex`], [`cell`], [`rc`], [`hint`] and [`backoff`]; the data in [`trace`].
//!
//! Behind it, from the outside in: `explore` repeats executions and simplifies what fails, `search` decides which
//! order comes next, `scheduler` runs one execution, `execution` is its state, `memory` says what a load may
//! read, `spin` when a spinner is let go, `naps` when a sleeper is. `explain`, `remarks`, `lost` and `words` turn
//! steps into sentences, `lanes` draws them.

#![deny(missing_docs)]

mod actor;
mod checker;
mod clock;
mod driver;
mod execution;
mod explain;
mod explore;
mod fresh;
mod hook;
mod lanes;
mod lost;
mod memory;
mod naps;
mod object;
mod peek;
mod pending;
mod ready;
mod remarks;
mod replay;
mod run;
mod schedule;
mod scheduler;
mod search;
mod single;
mod source;
mod spin;
mod states;
mod style;
mod tally;
mod tree;
mod verbs;
mod waits;
mod why;
mod words;

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

pub use checker::{Checker, Explored, Outcomes, SearchError, Verdict};
pub use run::{ReplayError, Run, check, model, outcomes, replay, schedules};
pub use schedule::Schedule;
pub use trace::Counterexample;
pub use tree::{Ending, Schedules};
