//! Directives that stand on a line of their own: pictures, games, questions, output.

use std::path::Path;

use anyhow::{Context, Result};

use super::Chapter;
use super::listing::untested;
use crate::course::tidy;
use crate::directive::Directive;
use crate::picture::{self, Snapshot};
use crate::problem::line_of;
use crate::quiz::Quiz;
use crate::{exercise, fence, output, scheduler, source};

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
                "trace" | "output" => key == "title",
                "scheduler" => key == "promise",
                _ => false,
            };
            if !known {
                self.broken(line, format!("`{}` has no option `{key}`", directive.name));
            }
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
