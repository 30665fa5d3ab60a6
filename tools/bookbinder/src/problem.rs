//! What is wrong with the book: where, what, and what to do.

use std::fmt;

/// One thing that is wrong. It prints as `file:line: what, and what to do`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from the top folder of the course.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
    /// Whether a build must stop for it, or only a check.
    pub weight: Weight,
}

/// How far a problem lets the work go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The page cannot be made: something it shows is not there.
    Broken,
    /// The page can be made, and looked at while it is being written, but not be published.
    Rule,
}

impl Problem {
    /// A problem that stops the build.
    pub fn broken(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into(), weight: Weight::Broken }
    }

    /// A problem that fails a check.
    pub fn rule(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into(), weight: Weight::Rule }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The line, counted from 1, on which the byte `offset` of `text` lies.
pub fn line_of(text: &str, offset: usize) -> usize {
    // From line to line, and not from byte to byte: the latter takes a debug build a quarter of a book's time.
    text[..text.floor_char_boundary(offset)].split('\n').count()
}
