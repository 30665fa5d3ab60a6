//! Turns a chapter's Markdown, directives and all, into what mdBook renders; and notes what is wrong with it.

mod figure;
mod listing;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::course::{Course, tidy};
use crate::directive;
use crate::figure::Figure;
use crate::glossary::{self, Glossary};
use crate::problem::Problem;
use crate::prose;

/// What came out of one chapter.
#[derive(Clone, Debug, Default)]
pub struct Expansion {
    /// The Markdown for mdBook.
    pub text: String,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The anchors it shows: file and name.
    pub anchors: Vec<(PathBuf, String)>,
    /// The Python files it shows.
    pub python: Vec<PathBuf>,
    /// How many code blocks it has.
    pub blocks: usize,
    /// How many quizzes it has, of both kinds.
    pub quizzes: usize,
    /// The listings it shows.
    pub listings: Vec<Listing>,
    /// The outputs it shows, without what a compiler says: that is read from beginning to end.
    pub outputs: Vec<Output>,
    /// The figures that have data for a script.
    pub figures: Vec<Figure>,
    /// The terms of the glossary that it uses, by index.
    pub terms: Vec<usize>,
}

/// One listing that a chapter shows.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Where its block stands in the chapter.
    pub range: Range<usize>,
    /// The language.
    pub language: String,
    /// The code.
    pub body: String,
    /// The file and the line that each line of the code is; line 0 between two pieces.
    pub lines: Vec<(String, usize)>,
}

/// One output that a chapter shows.
#[derive(Clone, Debug)]
pub struct Output {
    /// The line of the directive.
    pub line: usize,
    /// How many rows of data it has.
    pub rows: usize,
    /// Whether a part of it is folded.
    pub folded: bool,
}

/// Expands the chapter `text`, which stands in `file`; links the first use of each term of `glossary`.
pub fn expand(course: &Course, glossary: &Glossary, file: &Path, text: &str) -> Expansion {
    let text = text.replace("\r\n", "\n");
    let mut chapter = Chapter {
        course,
        name: course.name(file),
        folder: file.parent().unwrap_or(Path::new("")).to_owned(),
        text: &text,
        out: Expansion::default(),
    };
    let mut changes = chapter.blocks();
    chapter.out.blocks = changes.len();
    let blocks: Vec<Range<usize>> = changes.iter().map(|(range, _)| range.clone()).collect();
    let mut hidden = Vec::new();
    for directive in directive::directives(&text) {
        if !blocks.iter().any(|block| block.contains(&directive.range.start)) {
            let html = chapter.directive(&directive);
            hidden.push(directive.range.clone());
            changes.push((directive.range, html));
        }
    }
    let used = glossary::uses(glossary, &text, &prose::page(&text, &hidden));
    chapter.out.terms = used.entries;
    // A code span may hold a directive.
    let apart = |link: &Range<usize>| !hidden.iter().any(|one| link.contains(&one.start));
    changes.extend(used.links.into_iter().filter(|(link, _)| apart(link)));
    changes.sort_by_key(|(range, _)| range.start);
    let mut expanded = String::with_capacity(text.len() * 2);
    let mut end = 0;
    for (range, replacement) in changes {
        expanded.push_str(&text[end..range.start]);
        expanded.push_str(&replacement);
        end = range.end;
    }
    expanded.push_str(&text[end..]);
    chapter.out.text = expanded;
    chapter.out
}

struct Chapter<'a> {
    course: &'a Course,
    name: String,
    folder: PathBuf,
    text: &'a str,
    out: Expansion,
}

impl Chapter<'_> {
    fn broken(&mut self, line: usize, what: impl Into<String>) {
        self.out.problems.push(Problem::broken(&self.name, line, what));
    }

    fn rule(&mut self, line: usize, what: impl Into<String>) {
        self.out.problems.push(Problem::rule(&self.name, line, what));
    }

    /// A file that the chapter names relative to itself.
    fn read(&mut self, line: usize, path: &str) -> Option<(PathBuf, String)> {
        let full = tidy(&self.folder.join(path));
        match std::fs::read_to_string(&full) {
            Ok(text) => Some((full, text.replace("\r\n", "\n"))),
            Err(error) => {
                let file = self.course.name(&full);
                self.broken(
                    line,
                    format!(
                        "cannot read `{file}`: {error}; the path goes from this chapter's folder"
                    ),
                );
                None
            }
        }
    }
}
