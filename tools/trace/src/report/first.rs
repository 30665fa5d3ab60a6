//! The run that broke a test before, and what has become of it.
//!
//! If the environment variable [`FIRST`] names a file, and [`VARIABLE`](super::VARIABLE) one as well, the search that
//! found such a run before replays its schedule on the code as it is now, and appends a [`Retried`] to the report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::run::{Counterexample, Trace, Waiting};

/// The environment variable that names the file: a [`Before`] as JSON.
pub const FIRST: &str = "INTERLEAVE_FIRST";

/// The runs that broke tests before. Other keys may stand beside these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The version of traces; [`FORMAT`](crate::FORMAT) when it was written.
    pub version: u32,
    /// By the names of the tests.
    pub tests: BTreeMap<String, Broken>,
}

/// A run that broke a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// Which of the test's searches found it, counted from 0.
    #[serde(default)]
    pub search: usize,
    /// The run, as it was reported.
    pub counterexample: Box<Counterexample>,
}

/// A line of the report: what has become of the run that broke the test before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retried {
    /// The test.
    pub test: String,
    /// Which of its searches has tried it again, counted from 0.
    pub search: usize,
    /// What came of it.
    pub retried: Fate,
}

/// What has become of a schedule, on the code as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// How many steps of the run before are taken as they were: by the same thread, with the same operation on the same
    /// object. Values may differ. Steps are counted as pictures count them, without those that spawn and join.
    pub fits: usize,
    /// The step after those, if it was taken, and is another one now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub differs: Option<Differs>,
    /// How the run ended.
    pub end: End,
}

/// A step that is another one than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// Its number in the picture of the run.
    pub step: usize,
    /// What it was: `A: balance.store`.
    pub before: String,
    /// What it is: `A: balance.load`.
    pub now: String,
}

/// How the run of a schedule ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum End {
    /// It still fails.
    Fails {
        /// The run.
        counterexample: Box<Counterexample>,
    },
    /// Each step of the schedule could be taken as long as any thread had one left, the run came to its end, and nothing
    /// failed.
    Passes {
        /// The run.
        trace: Box<Trace>,
    },
    /// A step of the schedule can't be taken.
    Stops {
        /// The number that the step has in the picture of the run, or would have.
        step: usize,
        /// The thread that should take it.
        thread: String,
        /// Why it can't.
        why: Why,
        /// The same in words that follow the thread's name: `waits for the lock "balance", which A holds`.
        words: String,
        /// The operation at which the thread waits, if it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waiting: Option<Box<Waiting>>,
        /// The run up to there.
        trace: Box<Trace>,
    },
    /// There is nothing to tell, because the schedule could not be tried.
    NotTried {
        /// Why.
        why: String,
    },
}

/// Why a step of a schedule can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The thread waits for another thread, or for time to pass.
    Waits,
    /// The thread is over, and others aren't.
    Over,
    /// There is no such thread.
    Missing,
    /// The thread can take its step, but not with the outcome that it had: the value that it read is gone, or the
    /// exchange can't fail spuriously.
    Outcome,
}

impl End {
    /// The run, if there was one.
    pub fn trace(&self) -> Option<&Trace> {
        match self {
            End::Fails { counterexample } => Some(&counterexample.trace),
            End::Passes { trace } | End::Stops { trace, .. } => Some(trace),
            End::NotTried { .. } => None,
        }
    }
}

impl Fate {
    /// Nothing is known of it.
    pub fn not_tried(why: impl Into<String>) -> Self {
        Fate { fits: 0, differs: None, end: End::NotTried { why: why.into() } }
    }
}
