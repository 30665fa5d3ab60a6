//! The first lines of an answer: what a wrong one is rejected for and by which tests, what is different about a
//! right one.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::verdict::Kind;

/// What a wrong answer says about itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// How it fails.
    pub kind: Kind,
    /// Why it is wrong, in words.
    pub why: String,
    /// The tests that must fail, and how; empty when it does not compile, and where every test that explores must.
    pub by: BTreeMap<String, Kind>,
}

/// Reads `//! rejected: <kind> — <why>` and `//! by: test[, test…]`.
///
/// What is refused before anything is explored is refused in every test that explores: `//! by: *`.
/// A test that fails in another way than the rest says so: `//! by: one, other (deadlock)`.
pub fn parse(text: &str) -> Result<Header> {
    let mut lines = text.lines();
    let first = lines.next().and_then(|line| line.strip_prefix("//! rejected: "));
    let first = first.context("its first line is not `//! rejected: <kind> — <why>`")?;
    let Some((kind, why)) = first.split_once(" — ") else {
        bail!("its first line lacks the ` — ` between the kind and the reason");
    };
    let (kind, why) = (kind.parse()?, why.trim().to_owned());
    let second = lines.next().and_then(|line| line.strip_prefix("//! by: "));
    let by = match (kind, second) {
        (Kind::Compile, None) => BTreeMap::new(),
        (Kind::Compile, Some(_)) => {
            bail!("it has a `by:`, but code that does not compile reaches no test")
        }
        (Kind::Search, Some("*")) => BTreeMap::new(),
        (_, Some(tests)) => {
            tests.split(',').map(|test| named(test.trim(), kind)).collect::<Result<_>>()?
        }
        (_, None) => bail!("its second line is not `//! by: test_name[, test_name…]`"),
    };
    Ok(Header { kind, why, by })
}

/// Reads `//! right: <what is different about it>`.
pub fn parse_right(text: &str) -> Result<String> {
    let first = text.lines().next().and_then(|line| line.strip_prefix("//! right: "));
    let what = first.map(str::trim).filter(|what| !what.is_empty());
    let what = what.context("its first line is not `//! right: <what is different about it>`")?;
    Ok(what.to_owned())
}

fn named(test: &str, kind: Kind) -> Result<(String, Kind)> {
    let (test, kind) = match test.strip_suffix(')').and_then(|test| test.split_once(" (")) {
        Some((test, kind)) => (test, kind.parse()?),
        None => (test, kind),
    };
    if test.is_empty() || test.contains([' ', '*']) {
        bail!("`{test}` in its second line is no name of a test");
    }
    Ok((test.to_owned(), kind))
}

#[cfg(test)]
mod tests {
    use super::{Header, parse, parse_right};
    use crate::verdict::Kind;

    #[test]
    fn kind_reason_and_tests_are_read() {
        let text = "//! rejected: data-race — no thread waits\n//! by: a_b, c (deadlock)\n";
        let by = [("a_b".to_owned(), Kind::DataRace), ("c".to_owned(), Kind::Deadlock)].into();
        let expected = Header { kind: Kind::DataRace, why: "no thread waits".into(), by };
        assert_eq!(parse(text).unwrap(), expected);
    }

    #[test]
    fn a_search_may_be_refused_everywhere() {
        let header = parse("//! rejected: search — std's\n//! by: *\n").unwrap();
        assert!(header.by.is_empty());
        check_refused("//! rejected: deadlock — x\n//! by: *\n", "`*` in its second line");
    }

    #[test]
    fn a_right_answer_says_what_is_different_about_it() {
        assert_eq!(parse_right("//! right: a retry loop\n").unwrap(), "a retry loop");
        for text in ["", "//! right:\n", "//! a retry loop\n"] {
            let error = parse_right(text).unwrap_err().to_string();
            assert!(error.starts_with("its first line is not `//! right: <what"), "{error}");
        }
    }

    #[track_caller]
    fn check_refused(text: &str, expected: &str) {
        let error = parse(text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }

    #[test]
    fn what_is_missing_is_named() {
        check_refused("", "its first line is not `//! rejected:");
        check_refused("//! rejected: deadlock\n", "its first line lacks");
        check_refused("//! rejected: bad luck — x\n", "`bad luck` isn't a kind of failure");
        check_refused("//! rejected: hang — x\n", "its second line is not `//! by:");
        check_refused("//! rejected: compile — x\n//! by: a\n", "it has a `by:`");
        check_refused("//! rejected: hang — x\n//! by: not a name\n", "`not a name`");
    }
}
