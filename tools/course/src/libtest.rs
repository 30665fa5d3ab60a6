//! Reads what Rust's test harness prints.

use std::collections::BTreeMap;

/// What a test program printed, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The tests that have ended, and whether they passed, in the order in which they ended.
    pub ended: Vec<(String, bool)>,
    /// What the tests that failed had printed.
    pub printed: BTreeMap<String, String>,
    /// Whether the harness came to its own end.
    pub complete: bool,
}

/// Takes the output of a test program apart.
pub fn parse(stdout: &str) -> Output {
    let mut output = Output::default();
    let mut section: Option<(String, Vec<&str>)> = None;
    for line in stdout.lines() {
        let is_summary = line.starts_with("test result: ");
        output.complete |= is_summary;
        let header = header(line).filter(|test| output.ended.contains(&((*test).into(), false)));
        if header.is_some() {
            output.printed.extend(section.take().map(close));
        } else if is_summary {
            output.printed.extend(section.take().map(close_last));
        }
        if let Some(test) = header {
            section = Some((test.to_owned(), Vec::new()));
        } else if let Some((_, lines)) = &mut section {
            lines.push(line);
        } else if let Some(ended) = result(line) {
            output.ended.push(ended);
        }
    }
    output.printed.extend(section.map(close_last));
    output
}

/// `---- name stdout ----`
fn header(line: &str) -> Option<&str> {
    line.strip_prefix("---- ")?.strip_suffix(" stdout ----")
}

/// `test name ... ok`, and whatever a child process may have printed before it.
fn result(line: &str) -> Option<(String, bool)> {
    let (rest, passed) = [
        (" ... ok", true),
        (" ... FAILED", false),
        (" ... ignored", true),
    ]
    .into_iter()
    .find_map(|(end, passed)| Some((line.strip_suffix(end)?, passed)))?;
    let start = rest.rfind("test ")? + "test ".len();
    Some((
        rest[start..].trim_end_matches(" - should panic").to_owned(),
        passed,
    ))
}

/// What a test printed.
fn close((test, lines): (String, Vec<&str>)) -> (String, String) {
    (test, lines.join("\n").trim_matches('\n').to_owned())
}

/// What the last of them printed, without the list of names that follows it.
fn close_last((test, mut lines): (String, Vec<&str>)) -> (String, String) {
    if let Some(end) = lines.iter().rposition(|line| *line == "failures:") {
        lines.truncate(end);
    }
    close((test, lines))
}

/// What a test said when it failed, without the noise around it; and where, when it was an ordinary panic.
pub fn without_noise(printed: &str) -> (String, Option<String>) {
    let mut place = None;
    let mut lines = Vec::new();
    for line in printed.lines() {
        if let Some(at) = panicked_at(line) {
            place.get_or_insert_with(|| at.to_owned());
        } else if !line.starts_with("note: run with `RUST_BACKTRACE=") {
            lines.push(line);
        }
    }
    (lines.join("\n").trim_matches('\n').to_owned(), place)
}

/// The place in ``thread 'x' (123) panicked at tests/check.rs:20:5:``.
fn panicked_at(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("thread ")?;
    let (_, place) = rest.split_once(" panicked at ")?;
    let place = place.strip_suffix(':')?;
    // Editors and terminals open `file:line`; the column adds nothing.
    place.rsplit_once(':').map(|(place, _)| place)
}

/// The name of a test as a sentence: `no_bid_is_lost` is "no bid is lost".
pub fn sentence(test: &str) -> String {
    test.replace("::", ": ").replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::{Output, parse, sentence, without_noise};

    const FAILED: &str = "
running 3 tests
test b_holds ... ok
test a_fails ... FAILED
noise from a childtest c_fails - should panic ... FAILED

failures:

---- a_fails stdout ----

thread 'a_fails' (4711) panicked at tests/check.rs:7:5:
assertion `left == right` failed
  left: 1

failures:
 right: 2
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace

---- c_fails stdout ----
---- not a header stdout ----

failures:
    a_fails
    c_fails

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn every_failed_test_keeps_its_own_words() {
        let output = parse(FAILED);
        let ended = [("b_holds", true), ("a_fails", false), ("c_fails", false)];
        assert_eq!(
            output.ended,
            ended.map(|(test, passed)| (test.to_owned(), passed))
        );
        assert_eq!(output.printed["c_fails"], "---- not a header stdout ----");
        let (text, place) = without_noise(&output.printed["a_fails"]);
        assert_eq!(
            text,
            "assertion `left == right` failed\n  left: 1\n\nfailures:\n right: 2"
        );
        assert_eq!(place.as_deref(), Some("tests/check.rs:7"));
        assert!(output.complete);
    }

    #[test]
    fn output_cut_short_is_not_complete() {
        let output = parse("running 2 tests\ntest a ... ok\n");
        assert_eq!(
            output,
            Output {
                ended: vec![("a".into(), true)],
                ..Output::default()
            }
        );
    }

    #[test]
    fn names_become_sentences() {
        assert_eq!(sentence("queue::no_bid_is_lost"), "queue: no bid is lost");
    }
}
