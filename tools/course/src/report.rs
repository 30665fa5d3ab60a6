//! What the explorer reports, a line of JSON for each verdict, in a file that the runner names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, process};

use interleave::report::{Found, Line};
pub use interleave::report::{LIBRARY, VARIABLE};

use crate::verdict::Kind;

/// A file for one run. It is gone when this is dropped.
pub struct File(PathBuf);

/// What was reported, by test, in the order in which it was.
#[derive(Default)]
pub struct Report(BTreeMap<String, Vec<Line>>);

impl File {
    /// A file that does not exist yet.
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        // Relaxed: a read-modify-write never returns the same number twice, and nothing else depends on it.
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let file = Self(env::temp_dir().join(format!("course-{}-{number}.jsonl", process::id())));
        file.remove();
        file
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Reads what was reported. A line that was cut off, because the process was killed, is left out.
    pub fn read(&self) -> Report {
        let text = fs::read(&self.0).unwrap_or_default();
        Report::parse(&String::from_utf8_lossy(&text))
    }

    fn remove(&self) {
        // Most of the time there is none.
        let _ = fs::remove_file(&self.0);
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.remove();
    }
}

impl Report {
    fn parse(text: &str) -> Self {
        let mut report = Self::default();
        for line in text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
            report.0.entry(line.test.clone()).or_default().push(line);
        }
        report
    }

    /// The kind of failure of a test that failed.
    ///
    /// Only its last line counts: a test may look at a program that is meant to fail, and then fail itself.
    pub fn kind(&self, test: &str) -> Option<Kind> {
        let last = self.0.get(test)?.last()?;
        match last.verdict {
            Found::Fails => last.kind.map(Kind::from),
            Found::Search => Some(Kind::Search),
            Found::Holds => None,
        }
    }

    /// The last verdict in a test, in words.
    pub fn words(&self, test: &str) -> &str {
        self.0.get(test).and_then(|lines| lines.last()).map_or("", |line| &line.summary)
    }

    /// What was proved in a test that passed, in words, each thing once.
    pub fn proved(&self, test: &str) -> Vec<String> {
        let lines = self.0.get(test).map_or(&[][..], Vec::as_slice);
        let mut proved: Vec<String> = Vec::new();
        for line in
            lines.iter().filter(|line| line.verdict == Found::Holds && !line.summary.is_empty())
        {
            if !proved.contains(&line.summary) {
                proved.push(line.summary.clone());
            }
        }
        proved
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::verdict::Kind;

    const LINES: &str = r#"
{"test":"a","verdict":"holds","phase":"order","executions":114,"summary":"all 114 interleavings"}
{"test":"b","verdict":"fails","kind":"data_race","phase":"memory","executions":3,"summary":"x"}
{"test":"c","verdict":"fails","kind":"deadlock","phase":"order","executions":3,"summary":"x"}
{"test":"a","verdict":"holds","phase":"order","executions":114,"summary":"all 114 interleavings"}
{"test":"c","verdict":"holds","phase":"order","executions":9,"summary":"all 9 interleavings"}
{"test":"d","verdict":"search","summary":"too many"}
{"test":"d","verd"#;

    #[test]
    fn the_last_line_of_a_test_tells_its_kind() {
        let report = Report::parse(LINES);
        let kinds = ["a", "b", "c", "d", "e"].map(|test| report.kind(test));
        assert_eq!(kinds, [None, Some(Kind::DataRace), None, Some(Kind::Search), None]);
    }

    #[test]
    fn what_was_proved_twice_is_said_once() {
        assert_eq!(Report::parse(LINES).proved("a"), ["all 114 interleavings"]);
    }
}
