//! Turns a chapter's Markdown, directives and all, into what mdBook renders; and notes what is wrong with it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::course::{Course, tidy};
use crate::directive::{self, Directive};
use crate::exercise;
use crate::fence::{self, Fence};
use crate::html::escape;
use crate::output;
use crate::picture::{self, Snapshot};
use crate::problem::{Problem, line_of};
use crate::quiz::Quiz;
use crate::scheduler;
use crate::source::{self, Excerpt};

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
}

/// Expands the chapter `text`, which stands in `file`.
pub fn expand(course: &Course, file: &Path, text: &str) -> Expansion {
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
    for directive in directive::directives(&text) {
        if !blocks
            .iter()
            .any(|block| block.contains(&directive.range.start))
        {
            let html = chapter.directive(&directive);
            changes.push((directive.range, html));
        }
    }
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
        self.out
            .problems
            .push(Problem::broken(&self.name, line, what));
    }

    fn rule(&mut self, line: usize, what: impl Into<String>) {
        self.out
            .problems
            .push(Problem::rule(&self.name, line, what));
    }

    fn blocks(&mut self) -> Vec<(Range<usize>, String)> {
        let fences = fence::fences(self.text);
        fences
            .into_iter()
            .map(|fence| (fence.range.clone(), self.block(&fence)))
            .collect()
    }

    /// One code block, with its includes resolved and the files they come from named above it.
    fn block(&mut self, fence: &Fence) -> String {
        let line = line_of(self.text, fence.range.start);
        let original = || self.text[fence.range.clone()].to_owned();
        if fence.info.is_none() {
            self.rule(
                line,
                "a code block that is only indented: fence it and include its code",
            );
            return original();
        }
        for word in fence.words().skip(1) {
            if matches!(word, "ignore" | "no_run" | "compile_fail" | "should_panic") {
                self.rule(
                    line,
                    format!(
                        "a `{word}` block: what a reader sees is run; include it from a tested file"
                    ),
                );
            }
        }
        let mut pieces = Vec::new();
        let mut typed = None;
        for (i, content) in fence.body.lines().enumerate() {
            let at = line + 1 + i;
            let found = directive::directives(content);
            match found.as_slice() {
                [one] if one.range == (0..content.trim_end().len()) => {
                    pieces.extend(self.include(at, one, fence.language()));
                }
                _ if content.trim().is_empty() => {}
                _ => typed = typed.or(Some(at)),
            }
        }
        if let Some(at) = typed {
            self.typed(at, fence);
            return original();
        }
        let body: Vec<&str> = pieces
            .iter()
            .map(|(_, piece)| piece.text.as_str())
            .collect();
        let mut files: Vec<&str> = pieces.iter().map(|(file, _)| file.as_str()).collect();
        files.dedup();
        let listing = format!(
            "\n<div class=\"listing\">\n<p class=\"from\">{}</p>\n\n{}\n</div>\n",
            files
                .iter()
                .map(|file| format!("<code>{}</code>", escape(file)))
                .collect::<Vec<_>>()
                .join(", "),
            fence::write(fence.info.as_deref().unwrap_or(""), &body.join("\n"))
        );
        let lines = listing
            .lines()
            .map(|line| format!("{}{line}", fence.prefix).trim_end().to_owned() + "\n");
        lines.collect()
    }

    /// A block that somebody typed: right only where it holds commands.
    fn typed(&mut self, line: usize, fence: &Fence) {
        let what = match fence.language() {
            "console" if fence.body.lines().all(|line| line.starts_with("$ ")) => return,
            "console" => {
                "a `console` block holds commands only, each after `$ `: show output with `{{#output file.txt}}`"
                    .to_owned()
            }
            "text" | "" => "output typed by hand: show what a run printed with `{{#output file.txt}}`".to_owned(),
            language => format!(
                "`{language}` code typed by hand: put it in a file that is run, and write `{{{{#include path:anchor}}}}`"
            ),
        };
        self.rule(line, what);
    }

    fn include(
        &mut self,
        line: usize,
        directive: &Directive,
        language: &str,
    ) -> Option<(String, Excerpt)> {
        let in_context = match directive.name.as_str() {
            "include" => false,
            "rustdoc_include" => true,
            name => {
                self.broken(
                    line,
                    format!(
                        "`{name}` in a code block: it takes only `include` and `rustdoc_include`"
                    ),
                );
                return None;
            }
        };
        let (path, anchor) = match directive.argument.split_once(':') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (directive.argument.as_str(), None),
        };
        if anchor.is_some_and(|anchor| anchor.contains(':') || anchor.parse::<usize>().is_ok()) {
            self.broken(
                line,
                "a range of lines, which drifts as its file changes: include an anchor",
            );
            return None;
        }
        let (path, text) = self.read(line, path)?;
        let file = self.course.name(&path);
        if let Some(what) = untested(&file, language) {
            self.rule(line, what);
        }
        let excerpt = match anchor {
            Some(anchor) if in_context => source::excerpt_in_context(&text, anchor),
            _ => source::excerpt(&text, anchor),
        };
        match excerpt {
            Ok(excerpt) => {
                if let Some(anchor) = anchor {
                    self.out.anchors.push((path.clone(), anchor.to_owned()));
                }
                if language == "python" {
                    self.out.python.push(path);
                }
                Some((file, excerpt))
            }
            Err(why) => {
                self.broken(line, format!("`{file}` {why}"));
                None
            }
        }
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

    fn directive(&mut self, directive: &Directive) -> String {
        let line = line_of(self.text, directive.range.start);
        if directive.name == "title" {
            return self.text[directive.range.clone()].to_owned();
        }
        if !directive.rest.is_empty() {
            self.broken(
                line,
                format!(
                    "cannot understand `{}`: options are `key=\"value\"`",
                    directive.rest
                ),
            );
        }
        match self.draw(line, directive) {
            Some(html) => format!("\n{html}\n"),
            None => format!("**Missing: {} {}**", directive.name, directive.argument),
        }
    }

    fn draw(&mut self, line: usize, directive: &Directive) -> Option<String> {
        let argument = directive.argument.as_str();
        let option = |key| directive.option(key);
        match directive.name.as_str() {
            "exercise" => {
                let course = self.course;
                let markdown = exercise::readme(course, argument, &mut self.out.problems);
                return markdown.map_err(|why| self.broken(line, why)).ok();
            }
            "trace" | "scheduler" | "quiz" | "output" => {}
            "include" | "rustdoc_include" => {
                self.broken(line, "an include outside a code block: fence it");
                return None;
            }
            name => {
                self.broken(
                    line,
                    format!(
                        "no directive is called `{name}`: there are include, rustdoc_include, trace, scheduler, \
                         quiz, exercise, output and title"
                    ),
                );
                return None;
            }
        }
        let (path, text) = self.read(line, argument)?;
        let html = match directive.name.as_str() {
            "trace" => {
                Snapshot::parse(&text).map(|snapshot| picture::swimlane(&snapshot, option("title")))
            }
            "scheduler" => scheduler::section(&text, option("promise")),
            "quiz" => self.quiz(line, &path, &text),
            _ => Ok(output::terminal(&text, option("title"))),
        };
        html.map_err(|why| {
            let file = self.course.name(&path);
            self.broken(line, format!("`{file}` {why:#}"));
        })
        .ok()
    }

    fn quiz(&mut self, line: usize, path: &Path, text: &str) -> Result<String> {
        let quiz = Quiz::parse(text)?;
        let Some((code, anchor)) = quiz.code() else {
            return Ok(quiz.section(None));
        };
        let full = tidy(&path.parent().unwrap_or(Path::new("")).join(code));
        let file = self.course.name(&full);
        let source = std::fs::read_to_string(&full)
            .with_context(|| format!("shows `{file}`, which cannot be read"))?
            .replace("\r\n", "\n");
        let excerpt = source::excerpt(&source, anchor)
            .map_err(|why| anyhow::anyhow!("shows `{file}`, which {why}"))?;
        if let Some(what) = untested(&file, "rust") {
            self.rule(line, what);
        }
        if let Some(anchor) = anchor {
            self.out.anchors.push((full, anchor.to_owned()));
        }
        Ok(quiz.section(Some(&fence::write("rust", &excerpt.text))))
    }
}

/// Why a block in `language` may not show `file`.
fn untested(file: &str, language: &str) -> Option<String> {
    let below = |folders: &[&str]| folders.iter().any(|folder| file.starts_with(folder));
    let tested = match language {
        "rust" => {
            file.ends_with(".rs") && below(&["lessons/", "exercises/", "solutions/", "tools/"])
        }
        "python" => file.ends_with(".py") && below(&["lessons/"]) && file.contains("/python/"),
        _ => !Path::new(file).is_absolute() && !file.starts_with(".."),
    };
    let place = match language {
        "rust" => "a `.rs` file below lessons, exercises, solutions or tools",
        "python" => "a `.py` file in a lesson's `python` folder",
        _ => "a file of the course",
    };
    (!tested).then(|| format!("`{file}` is not run: a `{language}` block shows {place}"))
}
