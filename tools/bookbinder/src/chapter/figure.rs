//! Directives that stand on a line of their own: pictures, games, questions, output.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lesson::{Quiz, excerpt};

use super::listing::untested;
use super::{Chapter, Listing, Output};
use crate::course::tidy;
use crate::directive::Directive;
use crate::edits::{Edits, Source};
use crate::figure::Figure;
use crate::picture::{self, Snapshot};
use crate::problem::line_of;
use crate::{compiler, exercise, fence, knobs, number, output, quiz, scheduler, worlds};

impl Chapter<'_> {
    pub(super) fn directive(&mut self, directive: &Directive) -> String {
        let line = line_of(self.text, directive.range.start);
        if directive.name == "title" {
            return self.text[directive.range.clone()].to_owned();
        }
        if !directive.rest.is_empty() {
            self.broken(
                line,
                format!("cannot understand `{}`: options are `key=\"value\"`", directive.rest),
            );
        }
        for (key, _) in &directive.options {
            let known = match directive.name.as_str() {
                "trace" => key == "title",
                "output" => key == "title" || key == "rows",
                "number" => key == "after" || key == "index",
                "scheduler" => key == "promise" || key == "goal",
                "knobs" | "breakit" => key == "aim" || key == "goal",
                "worlds" => key == "question",
                _ => false,
            };
            if !known {
                self.broken(line, format!("`{}` has no option `{key}`", directive.name));
            }
        }
        if directive.name == "number" {
            return self.number(line, directive).unwrap_or_else(|| "**?**".to_owned());
        }
        let before = self.text[..directive.range.start].rsplit('\n').next().unwrap_or("");
        let after = self.text[directive.range.end..].split('\n').next().unwrap_or("");
        if !before.trim().is_empty() || !after.trim().is_empty() {
            self.broken(
                line,
                format!("`{}` amid a line: give it a line of its own", directive.name),
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
            "exercises" if argument.is_empty() => return Some(exercise::PLACES.to_owned()),
            "trace" | "scheduler" | "knobs" | "breakit" | "worlds" | "quiz" | "output" => {}
            "include" | "rustdoc_include" => {
                self.broken(line, "an include outside a code block: fence it");
                return None;
            }
            name => {
                self.broken(
                    line,
                    format!(
                        "no directive is called `{name}`: there are include, rustdoc_include, trace, scheduler, \
                         knobs, breakit, worlds, quiz, exercise, exercises, output, number and title"
                    ),
                );
                return None;
            }
        }
        let (path, text) = self.read(line, argument)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let html = match directive.name.as_str() {
            "trace" => Snapshot::parse(&text)
                .map(|snapshot| picture::swimlane(&snapshot, &name, option("title"))),
            "scheduler" => scheduler::section(&text, &name, option("promise"), option("goal"))
                .map(|drawn| self.playable(drawn)),
            "knobs" => knobs::section(&text, &name, option("aim"), option("goal"))
                .map(|drawn| self.playable(drawn)),
            "worlds" => {
                worlds::section(&text, &name, option("question")).map(|drawn| self.playable(drawn))
            }
            "breakit" => self.edits(directive, &path, &text),
            "quiz" => self.quiz(line, &path, &text),
            _ if argument.ends_with(".stderr") => self.answer(directive, &path, &text),
            _ => self.output(line, directive, &text),
        };
        html.map_err(|why| {
            let file = self.course.name(&path);
            self.broken(line, format!("`{file}` {why:#}"));
        })
        .ok()
    }

    /// Code, and edits of it.
    fn edits(&mut self, directive: &Directive, path: &Path, text: &str) -> Result<String> {
        let edits = Edits::parse(text)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let read = |file: &str| -> Result<Source> {
            let path = tidy(&folder.join(file));
            let name = self.course.name(&path);
            ensure!(untested(&name, "rust").is_none(), "shows `{name}`, which is not run");
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("shows `{name}`, which cannot be read"))?;
            Ok(Source { name, text: text.replace("\r\n", "\n") })
        };
        let (file, anchor) = edits.code();
        let code = read(file)?;
        let copies = edits.files().map(read).collect::<Result<Vec<Source>>>()?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let (aim, goal) = (directive.option("aim"), directive.option("goal"));
        let drawn = edits.section(&name, aim, goal, &code, &copies)?;
        self.out.anchors.push((tidy(&folder.join(file)), anchor.to_owned()));
        Ok(self.playable(drawn))
    }

    /// Notes a figure, and returns its HTML.
    fn playable(&mut self, (html, figure): (String, Figure)) -> String {
        self.out.figures.push(figure);
        html
    }

    /// One number, for the middle of a sentence.
    pub(super) fn number(&mut self, line: usize, directive: &Directive) -> Option<String> {
        let index = directive.option("index").unwrap_or("1").parse().unwrap_or(0);
        let Some(after) = directive.option("after").filter(|_| index > 0) else {
            self.broken(
                line,
                "`number` takes `after=\"a piece of the file\"`, and perhaps `index=\"2\"`, counted from 1",
            );
            return None;
        };
        let (path, text) = self.read(line, &directive.argument)?;
        number::find(&text, after, index)
            .map(str::to_owned)
            .map_err(|why| {
                let file = self.course.name(&path);
                self.broken(line, format!("`{file}` {why}"));
            })
            .ok()
    }

    fn output(&mut self, line: usize, directive: &Directive, text: &str) -> Result<String> {
        let rows = directive.option("rows");
        let rows = rows.map(str::parse).transpose().context("`rows` takes a number")?;
        self.out.outputs.push(Output { line, rows: output::rows(text), folded: rows.is_some() });
        output::terminal(text, directive.option("title"), rows)
    }

    /// What the compiler says of the program beside the file, numbered as the chapter shows the program.
    fn answer(&mut self, directive: &Directive, path: &Path, text: &str) -> Result<String> {
        ensure!(
            directive.option("rows").is_none(),
            "is what a compiler says, and shown as a whole: leave `rows` out"
        );
        let program = self.course.name(&path.with_extension("rs"));
        let (before, after): (Vec<&Listing>, Vec<&Listing>) =
            self.out.listings.iter().partition(|one| one.range.start < directive.range.start);
        let mut shown = HashMap::new();
        for listing in before.iter().rev().chain(&after) {
            for (i, (file, line)) in listing.lines.iter().enumerate() {
                if *file == program && *line > 0 {
                    shown.entry(*line).or_insert(i + 1);
                }
            }
        }
        let name = program.rsplit('/').next().unwrap_or(&program);
        let (answer, missing) = compiler::renumber(text, name, &shown);
        ensure!(
            missing.is_empty() || shown.is_empty(),
            "is about line {} of `{program}`, which no listing of this page shows: show it",
            missing.first().copied().unwrap_or_default()
        );
        output::terminal(&answer, directive.option("title"), None)
    }

    fn quiz(&mut self, line: usize, path: &Path, text: &str) -> Result<String> {
        self.out.quizzes += 1;
        let quiz = Quiz::parse(text)?;
        let silent = quiz.without_reply();
        if !silent.is_empty() {
            let file = self.course.name(path);
            let options: Vec<String> = silent.iter().map(|option| format!("`{option}`")).collect();
            self.rule(
                line,
                format!(
                    "`{file}` has no reply to {}: add it to `replies` in the test that writes it",
                    options.join(", ")
                ),
            );
        }
        let Some((code, anchor)) = quiz.code() else {
            return Ok(quiz::section(&quiz, None));
        };
        let full = tidy(&path.parent().unwrap_or(Path::new("")).join(code));
        let file = self.course.name(&full);
        let source = std::fs::read_to_string(&full)
            .with_context(|| format!("shows `{file}`, which cannot be read"))?
            .replace("\r\n", "\n");
        let excerpt = excerpt::excerpt(&source, anchor)
            .map_err(|why| anyhow::anyhow!("shows `{file}`, which {why}"))?;
        if let Some(what) = untested(&file, "rust") {
            self.rule(line, what);
        }
        if let Some(anchor) = anchor {
            self.out.anchors.push((full, anchor.to_owned()));
        }
        Ok(quiz::section(&quiz, Some(&fence::write("rust", &excerpt.text))))
    }
}
