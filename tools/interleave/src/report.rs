//! What a search found, said to people and, where asked for, to the program that runs the tests.

use std::fs::OpenOptions;
use std::io::Write;

use serde::Serialize;

use crate::checker::{Explored, SearchError};
use crate::trace::Counterexample;
use crate::words::phase;

/// Names the file to which each verdict is appended as a line of JSON. The course's runner sets it.
const REPORT: &str = "INTERLEAVE_REPORT";

#[derive(Serialize)]
struct Line<'a> {
    test: &'a str,
    verdict: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'a str>,
    executions: u64,
    summary: &'a str,
}

/// Says that something holds. Goes straight to stderr: a test that passes keeps its output to itself.
pub(crate) fn holds(explored: &Explored) {
    let summary = explored.to_string();
    let test = test_name();
    append(&Line {
        test: &test,
        verdict: "holds",
        kind: None,
        phase: None,
        executions: explored.interleavings() + explored.memory_executions().unwrap_or(0),
        summary: &summary,
    });
    if std::env::var_os(REPORT).is_none() {
        let _ = writeln!(std::io::stderr(), "{test}: {summary}");
    }
}

/// Notes a counterexample; the caller panics with it.
pub(crate) fn fails(counterexample: &Counterexample) {
    append(&Line {
        test: &test_name(),
        verdict: "fails",
        kind: Some(counterexample.kind()),
        phase: Some(phase(counterexample.phase)),
        executions: counterexample.executions,
        summary: &counterexample.headline(),
    });
}

/// Notes that the search itself could not be done; the caller panics with it.
pub(crate) fn gave_up(error: &SearchError) {
    append(&Line {
        test: &test_name(),
        verdict: "search",
        kind: None,
        phase: None,
        executions: 0,
        summary: &error.to_string(),
    });
}

/// The test harness names its threads after the tests.
fn test_name() -> String {
    std::thread::current().name().unwrap_or("interleave").to_string()
}

fn append(line: &Line<'_>) {
    let Some(path) = std::env::var_os(REPORT) else { return };
    let Ok(mut text) = serde_json::to_string(line) else { return };
    text.push('\n');
    // Whoever asked for the report will miss the line; the verdict itself must not depend on it.
    if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(path) {
        let _ = file.write_all(text.as_bytes());
    }
}
