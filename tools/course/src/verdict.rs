//! What can be said about an exercise.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Error, bail};
use serde_json::Value;
use trace::report::Retried;
use trace::{FailureKind, report};

/// What came of building and running the tests of an exercise.
pub enum Verdict {
    /// It does not compile; what rustc said, one error after the other.
    Broken(Vec<String>),
    /// The tests ran.
    Ran(Run),
}

/// What came of running the tests.
#[derive(Default)]
pub struct Run {
    /// The tests that failed, in the order of the source.
    pub failed: Vec<Failed>,
    /// The tests that passed, in the order of the source.
    pub passed: Vec<Passed>,
    /// Files that come with the exercise and are not as they were shipped: what passes proves nothing then.
    pub changed: Vec<PathBuf>,
    /// How many warnings the compiler had.
    pub warnings: usize,
    /// Those of them that may say why a test died: code that can't do what it looks like.
    pub telling: Vec<String>,
}

/// A test that failed.
pub struct Failed {
    /// Its name.
    pub test: String,
    /// How.
    pub kind: Kind,
    /// What it said.
    pub text: String,
    /// What it had printed before.
    pub printed: String,
    /// The run that fails, as the explorer reports it: see the README of `trace`.
    pub counterexample: Option<Value>,
    /// Which of the test's searches found that run, if one did.
    pub search: Option<usize>,
    /// What has become of the run that broke it before.
    pub retried: Option<Retried>,
}

/// A test that passed.
pub struct Passed {
    /// Its name.
    pub test: String,
    /// What the explorer proved on the way, in words.
    pub proved: Vec<String>,
    /// What has become of the run that broke it before.
    pub retried: Option<Retried>,
}

/// In which way code can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something was not as a test asserts.
    Assertion,
    /// A thread panicked, and no thread joined it.
    UnjoinedPanic,
    /// Two accesses that nothing orders.
    DataRace,
    /// No thread can go on.
    Deadlock,
    /// No thread can go on: one sleeps, and no wakeup will come.
    LostWakeup,
    /// No thread can go on, and one spins.
    Spin,
    /// The program ended before a thread that was never joined had finished.
    NeverJoined,
    /// It does not compile.
    Compile,
    /// It was still running at the deadline.
    Hang,
    /// The process ended before the test did.
    Crash,
    /// It wanted more memory than a test gets.
    Memory,
    /// No verdict: the search gave up.
    Search,
}

/// What only the runner finds, beside the kinds of the explorer.
const OWN: [Kind; 5] = [Kind::Compile, Kind::Hang, Kind::Crash, Kind::Memory, Kind::Search];

impl From<FailureKind> for Kind {
    fn from(kind: FailureKind) -> Self {
        match kind {
            FailureKind::Assertion => Self::Assertion,
            FailureKind::UnjoinedPanic => Self::UnjoinedPanic,
            FailureKind::DataRace => Self::DataRace,
            FailureKind::Deadlock => Self::Deadlock,
            FailureKind::LostWakeup => Self::LostWakeup,
            FailureKind::Spin => Self::Spin,
            FailureKind::NeverJoined => Self::NeverJoined,
        }
    }
}

impl From<report::Kind> for Kind {
    fn from(kind: report::Kind) -> Self {
        match kind {
            report::Kind::Failure(kind) => kind.into(),
            report::Kind::Hang => Self::Hang,
            report::Kind::Crash => Self::Crash,
        }
    }
}

impl Kind {
    fn all() -> impl Iterator<Item = Kind> {
        FailureKind::ALL.iter().map(|&kind| kind.into()).chain(OWN)
    }

    /// As manifests, headers and other programs spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assertion => "assertion",
            Self::UnjoinedPanic => "unjoined_panic",
            Self::DataRace => "data_race",
            Self::Deadlock => "deadlock",
            Self::LostWakeup => "lost_wakeup",
            Self::Spin => "spin",
            Self::NeverJoined => "never_joined",
            Self::Compile => "compile",
            Self::Hang => "hang",
            Self::Crash => "crash",
            Self::Memory => "memory",
            Self::Search => "search",
        }
    }

    /// Whether the test did not come to its own end.
    pub fn is_death(self) -> bool {
        matches!(self, Self::Crash | Self::Memory | Self::Hang)
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wanted = text.trim().to_lowercase().replace([' ', '-'], "_");
        match Self::all().find(|kind| kind.name() == wanted) {
            Some(kind) => Ok(kind),
            None => {
                let known: Vec<_> = Self::all().map(|kind| format!("`{kind}`")).collect();
                bail!("`{text}` isn't a kind of failure; the kinds are {}", known.join(", "))
            }
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name().replace('_', " "))
    }
}

impl Verdict {
    /// Whether the exercise is solved.
    pub fn is_solved(&self) -> bool {
        matches!(self, Self::Ran(run) if run.failed.is_empty() && run.changed.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use trace::FailureKind;

    use super::Kind;

    #[test]
    fn what_the_explorer_finds_has_the_name_that_the_explorer_gives_it() {
        for &kind in FailureKind::ALL {
            assert_eq!(Kind::from(kind).name(), kind.name());
        }
    }

    #[test]
    fn the_name_of_each_kind_can_be_read() {
        for kind in Kind::all() {
            assert_eq!(kind.name().parse::<Kind>().unwrap(), kind);
        }
        let known = "the kinds are `assertion`, `unjoined panic`, `data race`";
        let error = "bad luck".parse::<Kind>().unwrap_err().to_string();
        assert!(error.contains(known), "{error}");
    }
}
