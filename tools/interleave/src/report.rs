//! Reports what a search found to people and, if asked, to the program that runs the tests.
//!
//! If the environment variable [`VARIABLE`] names a file, each verdict of [`model`](crate::model) is appended to it as a
//! [`Line`] of JSON, instead of being printed. The course's runner reads these. If it asks for it, a test first tries the
//! run that broke it before: see [`FIRST`].

mod first;
mod proofs;

use std::fs::OpenOptions;
use std::io::Write;

use crate::trace::Counterexample;

#[doc(inline)]
pub use ::trace::report::{
    Before, Broken, Differs, End, FIRST, Fate, Found, Kind, LIBRARY, Line, Retried, VARIABLE, Why,
};
pub(crate) use first::{due, retried, search_begins, search_fails};
pub use proofs::proofs;

/// Reports that something holds. Writes straight to stderr, because the harness hides what a passing test prints.
pub(crate) fn holds(executions: u64, summary: &str) {
    let line = Line { executions, ..Line::new(test_name(), Found::Holds, summary) };
    if !append(&line) {
        // Written in one piece, so that the lines of other tests don't get in between.
        let text = format!("{}: {summary}\n", line.test);
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

/// Notes a counterexample; the caller panics with it.
pub(crate) fn fails(counterexample: &Counterexample) {
    append(&Line {
        kind: Some(Kind::Failure(counterexample.failure.kind())),
        phase: Some(counterexample.phase),
        executions: counterexample.executions,
        counterexample: Some(Box::new(counterexample.clone())),
        search: first::search_of(counterexample),
        ..Line::new(test_name(), Found::Fails, counterexample.headline())
    });
}

/// Notes that a thread hangs, which ends the process. Returns whether a report was asked for; if not, the caller
/// must print it.
pub(crate) fn hangs(test: &str, found: Option<&Counterexample>, words: &str) -> bool {
    append(&Line {
        kind: Some(found.map_or(Kind::Hang, |found| Kind::Failure(found.failure.kind()))),
        phase: found.map(|found| found.phase),
        executions: found.map_or(0, |found| found.executions),
        counterexample: found.cloned().map(Box::new),
        ..Line::new(test, Found::Fails, words)
    })
}

/// Notes that the search itself could not be done; the caller panics with it.
pub(crate) fn gave_up(why: &str) {
    append(&Line::new(test_name(), Found::Search, why));
}

/// The test harness names its threads after the tests.
fn test_name() -> String {
    std::thread::current().name().unwrap_or("interleave").to_string()
}

/// Appends a verdict to the report, if one was asked for. Returns whether it was.
pub fn append(line: &Line) -> bool {
    write(|| line.to_json())
}

fn write(line: impl FnOnce() -> String) -> bool {
    let Some(path) = std::env::var_os(VARIABLE) else { return false };
    // If this fails, the reader of the report misses the line; the verdict itself must not depend on it.
    if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(path) {
        let _ = file.write_all(line().as_bytes());
    }
    true
}
