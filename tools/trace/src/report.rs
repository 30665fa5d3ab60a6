//! The form of reports: what a test of the explorer tells the program that runs it, and what that program may ask for.
//!
//! If the environment variable [`VARIABLE`] names a file, each verdict of the explorer is appended to it as a [`Line`] of
//! JSON, instead of being printed. The course's runner reads these. If it asks for it, a test first tries the run that broke
//! it before: see [`FIRST`].

mod first;
mod json;

use serde::{Deserialize, Serialize};

use crate::run::{Counterexample, FailureKind, Phase};

pub use first::{Before, Broken, Differs, End, FIRST, Fate, Retried, Why};

/// The environment variable that names the file.
pub const VARIABLE: &str = "INTERLEAVE_REPORT";

/// The environment variable that names the root of the library whose source is searched for what the explorer
/// doesn't see, if that isn't the `src/lib.rs` of the package that runs.
pub const LIBRARY: &str = "INTERLEAVE_LIBRARY";

/// One verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The test that asked for it. The test harness names its threads after the tests.
    pub test: String,
    /// What was found.
    pub verdict: Found,
    /// How it fails, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The phase that found a failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// How many executions were tried.
    #[serde(default)]
    pub executions: u64,
    /// The verdict in a few words.
    #[serde(default)]
    pub summary: String,
    /// The run that fails, for a program that wants more than words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterexample: Option<Box<Counterexample>>,
    /// Which of the test's searches found that run, counted from 0; none for a replay. A program that wants to have it
    /// tried again must say which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<usize>,
}

impl Line {
    /// A verdict of which nothing else is known.
    pub fn new(test: impl Into<String>, verdict: Found, summary: impl Into<String>) -> Self {
        Line {
            test: test.into(),
            verdict,
            kind: None,
            phase: None,
            executions: 0,
            summary: summary.into(),
            counterexample: None,
            search: None,
        }
    }
}

/// What a search can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// No explored run fails.
    Holds,
    /// An explored run fails.
    Fails,
    /// The search could not be done.
    Search,
}

/// How a test fails: as a counterexample shows it, or in a way that has no counterexample, because the process of
/// the test doesn't reach its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A thread takes no more steps, or the deadline has passed.
    Hang,
    /// The process ended before the test did.
    Crash,
    /// A run fails.
    #[serde(untagged)]
    Failure(FailureKind),
}

impl Kind {
    /// Its name in a report: `hang`, `lost_wakeup`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Hang => "hang",
            Kind::Crash => "crash",
            Kind::Failure(kind) => kind.name(),
        }
    }
}
