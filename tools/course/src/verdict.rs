//! What can be said about an exercise.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Error, bail};
use serde_json::Value;

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
    /// The run that fails, as the explorer reports it: see its TRACE.md.
    pub counterexample: Option<Value>,
}

/// A test that passed.
pub struct Passed {
    /// Its name.
    pub test: String,
    /// What the explorer proved on the way, in words.
    pub proved: Vec<String>,
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

const KINDS: [(Kind, &str); 12] = [
    (Kind::Assertion, "assertion"),
    (Kind::UnjoinedPanic, "unjoined_panic"),
    (Kind::DataRace, "data_race"),
    (Kind::Deadlock, "deadlock"),
    (Kind::LostWakeup, "lost_wakeup"),
    (Kind::Spin, "spin"),
    (Kind::NeverJoined, "never_joined"),
    (Kind::Compile, "compile"),
    (Kind::Hang, "hang"),
    (Kind::Crash, "crash"),
    (Kind::Memory, "memory"),
    (Kind::Search, "search"),
];

impl Kind {
    /// Its name, as manifests and other programs have it: `data_race`.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("unknown", |(_, name)| name)
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
        match KINDS.iter().find(|(_, name)| *name == wanted) {
            Some((kind, _)) => Ok(*kind),
            None => {
                let known = KINDS.map(|(kind, _)| format!("`{kind}`")).join(", ");
                bail!("`{text}` isn't a kind of failure; the kinds are {known}")
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
