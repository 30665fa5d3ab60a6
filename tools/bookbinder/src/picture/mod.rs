//! A run of the explorer as a picture: a table with a column for each thread and a row for each step.

mod memory;
mod rows;
mod table;
mod words;

use anyhow::{Context, Result, ensure};
use interleave::trace::{Counterexample, FORMAT, Object, Step, Thread, Trace};

pub use memory::Memory;
pub use rows::{Row, Rows};
pub use table::{Columns, row, swimlane, table_head};
pub use words::{action, failure, label};

/// What a file under `traces` holds.
#[derive(Clone, Debug)]
pub enum Snapshot {
    /// A run that fails, with the reason.
    Fails(Box<Counterexample>),
    /// A run that shows something.
    Run(Trace),
}

impl Snapshot {
    /// Reads a snapshot from its JSON.
    ///
    /// # Errors
    ///
    /// When it is no snapshot, or one of another version.
    pub fn parse(json: &str) -> Result<Self> {
        let value: serde_json::Value = serde_json::from_str(json).context("is not JSON")?;
        let snapshot = if value.get("failure").is_some() {
            Self::Fails(serde_json::from_value(value).context("is no counterexample")?)
        } else {
            Self::Run(serde_json::from_value(value).context("is no trace")?)
        };
        let version = snapshot.trace().version;
        ensure!(
            version == FORMAT,
            "has version {version}, and this reads {FORMAT}: run its test again"
        );
        ensure!(
            Run::of(snapshot.trace()).is_consistent(),
            "points to a thread, an object or a step that it lacks"
        );
        Ok(snapshot)
    }

    /// The steps.
    pub fn trace(&self) -> &Trace {
        match self {
            Self::Fails(counterexample) => &counterexample.trace,
            Self::Run(trace) => trace,
        }
    }

    /// The reason why it fails, if it does.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match self {
            Self::Fails(counterexample) => Some(counterexample),
            Self::Run(_) => None,
        }
    }
}

/// What a picture is drawn from: a whole trace, or the part of one that has been played so far.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The threads; the first is the one that the closure itself ran on.
    pub threads: &'a [Thread],
    /// What they share.
    pub objects: &'a [Object],
    /// What they did, in order.
    pub steps: &'a [Step],
}

impl<'a> Run<'a> {
    /// All of `trace`.
    pub fn of(trace: &'a Trace) -> Self {
        Self {
            threads: &trace.threads,
            objects: &trace.objects,
            steps: &trace.steps,
        }
    }

    /// Whether every index points to something, so that drawing cannot panic.
    pub fn is_consistent(&self) -> bool {
        let thread = |t: usize| t < self.threads.len();
        self.steps.iter().all(|step| {
            thread(step.thread)
                && step.target.is_none_or(thread)
                && step.object.is_none_or(|object| object < self.objects.len())
        })
    }
}
