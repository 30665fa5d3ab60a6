//! Code blocks: their includes resolved, and the files they come from named.

use std::ops::Range;
use std::path::Path;

use lesson::excerpt::{self, Excerpt};

use super::{Chapter, Listing};
use crate::directive::{self, Directive};
use crate::fence::{self, Fence};
use crate::html::escape;
use crate::problem::line_of;
use crate::quiz;

impl Chapter<'_> {
    pub(super) fn blocks(&mut self) -> Vec<(Range<usize>, String)> {
        let fences = fence::fences(self.text);
        fences.into_iter().map(|fence| (fence.range.clone(), self.block(&fence))).collect()
    }

    /// One code block, with its includes resolved and the files they come from named above it.
    fn block(&mut self, fence: &Fence) -> String {
        let line = line_of(self.text, fence.range.start);
        let original = || self.text[fence.range.clone()].to_owned();
        if fence.language() == "quiz" {
            return self.quiz_block(line, fence);
        }
        if fence.info.is_none() {
            self.rule(line, "a code block that is only indented: fence it and include its code");
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
        if fence.body.trim().is_empty() {
            self.rule(line, "an empty code block: include what it is to show");
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
        let body: Vec<&str> = pieces.iter().map(|(_, piece)| piece.text.as_str()).collect();
        let body = body.join("\n");
        let lines = pieces.iter().flat_map(|(file, piece)| {
            let lines = piece.lines.iter().copied().chain([0]);
            lines.map(move |line| (file.clone(), line))
        });
        self.out.listings.push(Listing {
            range: fence.range.clone(),
            language: fence.language().to_owned(),
            body: body.clone(),
            lines: lines.collect(),
        });
        let mut files: Vec<&str> = pieces.iter().map(|(file, _)| file.as_str()).collect();
        files.dedup();
        let listing = format!(
            "\n<div class=\"listing\">\n<p class=\"from\">{}</p>\n\n{}\n</div>\n",
            files
                .iter()
                .map(|file| format!("<code>{}</code>", escape(file)))
                .collect::<Vec<_>>()
                .join(", "),
            fence::write(fence.info.as_deref().unwrap_or(""), &body)
        );
        let lines = listing
            .lines()
            .map(|line| format!("{}{line}", fence.prefix).trim_end().to_owned() + "\n");
        lines.collect()
    }

    /// A question about an idea, which is written in the chapter itself.
    fn quiz_block(&mut self, line: usize, fence: &Fence) -> String {
        self.out.quizzes += 1;
        if !fence.prefix.is_empty() {
            self.broken(line, "an indented quiz: let it begin at the start of its line");
        }
        let language = fence.words().nth(1).unwrap_or("rust");
        let id = quiz::id(&self.name, line);
        let body = self.with_numbers(line, &fence.body);
        match quiz::parse_block(&body, language, id) {
            Ok(card) => format!("\n{}\n", card.section()),
            Err((inside, what)) => {
                self.broken(line + inside, what);
                String::from("**Missing: a quiz**\n")
            }
        }
    }

    /// `body` with its numbers put in; it can take no other directive.
    fn with_numbers(&mut self, line: usize, body: &str) -> String {
        let mut out = String::new();
        let mut end = 0;
        for directive in directive::directives(body) {
            let at = line + line_of(body, directive.range.start);
            if directive.name != "number" {
                self.broken(at, format!("`{}` in a quiz: it takes only `number`", directive.name));
            }
            out.push_str(&body[end..directive.range.start]);
            let number = self.number(at, &directive);
            out.push_str(number.as_deref().unwrap_or("**?**"));
            end = directive.range.end;
        }
        out + &body[end..]
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
            Some(anchor) if in_context => excerpt::excerpt_in_context(&text, anchor),
            _ => excerpt::excerpt(&text, anchor),
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
}

/// Why a block in `language` may not show `file`.
pub(super) fn untested(file: &str, language: &str) -> Option<String> {
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
