//! What the explorer reports, a line of JSON for each verdict, in a file that the runner names.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
pub use trace::report::{FIRST, LIBRARY, VARIABLE};
use trace::report::{Found, Line, Retried};

use crate::verdict::Kind;

/// A file for one run. It is gone when this is dropped.
pub struct File(PathBuf);

/// What was reported, by test, in the order in which it was.
#[derive(Default)]
pub struct Report {
    verdicts: BTreeMap<String, Vec<Entry>>,
    /// What has become of the runs that broke tests before.
    retried: BTreeMap<String, Retried>,
}

/// A verdict, with what is handed on as it is.
#[derive(Deserialize)]
struct Entry {
    #[serde(flatten)]
    line: Line,
    counterexample: Option<Value>,
}

impl File {
    /// A file that did not exist, under a name that no other user of the machine can know before.
    pub fn new(extension: &str) -> Result<Self> {
        let number = RandomState::new().build_hasher().finish();
        let path = env::temp_dir().join(format!("course-{number:016x}.{extension}"));
        fs::File::create_new(&path)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Self(path))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What was written; nothing where there is no file.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.0).unwrap_or_default()).into_owned()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // It is only a small file that is left then.
        let _ = fs::remove_file(&self.0);
    }
}

impl Report {
    /// Reads what was reported. A line that was cut off, because the process was killed, is left out.
    pub fn parse(text: &str) -> Self {
        let mut report = Self::default();
        for line in text.lines() {
            if let Ok(entry) = serde_json::from_str::<Entry>(line) {
                report.verdicts.entry(entry.line.test.clone()).or_default().push(entry);
            } else if let Ok(retried) = serde_json::from_str::<Retried>(line) {
                report.retried.insert(retried.test.clone(), retried);
            }
        }
        report
    }

    /// What has become of the run that broke the test before, if it was tried again.
    pub fn retried(&self, test: &str) -> Option<&Retried> {
        self.retried.get(test)
    }

    /// Which of the test's searches found the run that fails; none did if the test replays it.
    pub fn search(&self, test: &str) -> Option<usize> {
        self.verdicts.get(test)?.last()?.line.search
    }

    /// The kind of failure of a test that failed.
    ///
    /// Only its last line counts: a test may look at a program that is meant to fail, and then fail itself.
    pub fn kind(&self, test: &str) -> Option<Kind> {
        let last = &self.verdicts.get(test)?.last()?.line;
        match last.verdict {
            Found::Fails => last.kind.map(Kind::from),
            Found::Search => Some(Kind::Search),
            Found::Holds => None,
        }
    }

    /// The last verdict in a test, in words.
    pub fn words(&self, test: &str) -> &str {
        self.verdicts
            .get(test)
            .and_then(|lines| lines.last())
            .map_or("", |entry| &entry.line.summary)
    }

    /// The run that fails, where the last verdict in a test is that one does.
    pub fn counterexample(&self, test: &str) -> Option<&Value> {
        self.verdicts.get(test)?.last()?.counterexample.as_ref()
    }

    /// What was proved in a test that passed, in words, each thing once.
    pub fn proved(&self, test: &str) -> Vec<String> {
        let lines = self.verdicts.get(test).map_or(&[][..], Vec::as_slice);
        let mut proved: Vec<String> = Vec::new();
        for line in lines
            .iter()
            .map(|entry| &entry.line)
            .filter(|line| line.verdict == Found::Holds && !line.summary.is_empty())
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

    #[test]
    fn only_what_a_search_has_found_is_worth_trying_again() {
        const RUNS: &str = r#"
{"test":"a","search":0,"retried":{"fits":3,"end":{"kind":"not_tried","why":"x"}}}
{"test":"a","verdict":"fails","kind":"deadlock","search":1,"counterexample":{"failure":{"kind":"deadlock"}}}
{"test":"b","verdict":"fails","kind":"deadlock","counterexample":{"failure":{"kind":"deadlock"}}}"#;
        let report = Report::parse(RUNS);
        assert_eq!(report.search("a"), Some(1));
        assert_eq!(report.search("b"), None);
        assert_eq!(report.retried("a").map(|retried| retried.retried.fits), Some(3));
        assert_eq!(report.retried("b"), None);
    }
}
