//! How an edited copy of a file differs from the file, in the lines that the book shows.

use lesson::excerpt;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// One line of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Both files have it.
    Same(String),
    /// Only the original has it.
    Removed(String),
    /// Only the copy has it.
    Added(String),
}

impl Line {
    /// The line, as the file has it.
    pub fn text(&self) -> &str {
        match self {
            Line::Same(text) | Line::Removed(text) | Line::Added(text) => text,
        }
    }
}

/// The lines of `original` in `anchor`, and how `copy` differs there. What a file says about itself at its top may
/// differ as well.
///
/// # Errors
///
/// In words, when the copy differs elsewhere, or when there is no such anchor.
pub fn diff(original: &str, anchor: &str, copy: &str) -> Result<Vec<Line>, String> {
    let shown = excerpt::excerpt(original, Some(anchor))?.lines;
    // The number of each line, so that a line which is shown can be told from one that isn't.
    let (numbers, original): (Vec<usize>, Vec<&str>) = code(original).unzip();
    let copy: Vec<&str> = code(copy).map(|(_, line)| line).collect();
    let position = |line: usize| numbers.iter().position(|&number| number == line);
    let first = shown.first().and_then(|&line| position(line)).unwrap_or_default();
    let last = shown.last().and_then(|&line| position(line)).unwrap_or_default();

    let mut lines = Vec::new();
    let mut at = 0;
    let operations = capture_diff_slices(Algorithm::Myers, &original, &copy);
    for change in operations.iter().flat_map(|one| one.iter_changes(&original, &copy)) {
        let text = change.value().to_string();
        // What is added stands before the line `at`, and so perhaps after the last one that is shown.
        let within = match change.tag() {
            ChangeTag::Insert => first <= at && at <= last + 1,
            _ => first <= at && at <= last,
        };
        if !within && change.tag() != ChangeTag::Equal {
            return Err(format!(
                "differs in `{}`, which the anchor `{anchor}` doesn't hold: the book couldn't show it",
                text.trim()
            ));
        }
        if within {
            lines.push(match change.tag() {
                ChangeTag::Equal => Line::Same(text),
                ChangeTag::Delete => Line::Removed(text),
                ChangeTag::Insert => Line::Added(text),
            });
        }
        at += usize::from(change.tag() != ChangeTag::Insert);
    }
    Ok(lines)
}

/// The lines of a file without what it says about itself and without its anchors, each with its number.
fn code(file: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = file.lines().enumerate().map(|(i, line)| (i + 1, line));
    let is_mark = |line: &str| !excerpt::marks(line).is_empty();
    lines.filter(move |(_, line)| !line.starts_with("//!") && !is_mark(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
//! A lock.

use sync;

impl Lock {
    // ANCHOR: release
    fn release(&self) {
        self.store(false);
        self.wake();
    }
    // ANCHOR_END: release
}
";

    fn edited(from: &str, to: &str) -> Result<Vec<Line>, String> {
        assert!(FILE.contains(from));
        diff(FILE, "release", &FILE.replace(from, to))
    }

    #[test]
    fn a_line_that_changes_is_removed_and_added_where_it_stands() {
        let lines = edited("self.store(false)", "self.store(true)").unwrap();
        let same = |text: &str| Line::Same(text.into());
        let expected = [
            same("    fn release(&self) {"),
            Line::Removed("        self.store(false);".into()),
            Line::Added("        self.store(true);".into()),
            same("        self.wake();"),
            same("    }"),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn two_lines_that_change_places_are_shown() {
        let lines = edited(
            "self.store(false);\n        self.wake();",
            "self.wake();\n        self.store(false);",
        );
        let changed = lines.unwrap().iter().filter(|line| !matches!(line, Line::Same(_))).count();
        assert_eq!(changed, 2);
    }

    #[test]
    fn the_top_of_the_file_and_the_anchors_may_differ() {
        assert_eq!(edited("//! A lock.", "//! A lock,\n//! edited.").unwrap().len(), 4);
        let copy = FILE.replace("    // ANCHOR: release\n", "");
        assert_eq!(diff(FILE, "release", &copy).unwrap().len(), 4);
    }

    #[test]
    fn a_copy_that_differs_elsewhere_is_refused() {
        for (from, to) in [("use sync;", "use std::sync;"), ("impl Lock {", "impl Lock<T> {")] {
            let error = edited(from, to).unwrap_err();
            assert!(error.contains("which the anchor `release` doesn't hold"), "{error}");
        }
    }
}
