//! `{{#exercise 01a-be-the-scheduler}}`: an exercise's README, as a part of its chapter; `{{#exercises}}`: where each of them is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use mdbook_preprocessor::book::{Book, BookItem};
use pulldown_cmark::{Event, Parser, Tag};
use serde::Serialize;

use crate::course::Course;
use crate::directive::directives;
use crate::fence;
use crate::html::escape;
use crate::problem::{Problem, line_of};

/// How many levels the headings of a README go down: its title stands below a chapter's `## Exercises`.
const DEEPER: usize = 2;

/// What `{{#exercises}}` leaves in its chapter: a chapter alone doesn't know where the others have their exercises.
pub const PLACES: &str = "<!-- where each exercise is -->";

/// Where an exercise is, for a script that knows its name only.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Place {
    /// The page and the section.
    address: String,
    /// What the exercise is called.
    title: String,
    /// The chapter, with its number.
    chapter: String,
}

/// Where the exercises of `book` are, before its chapters are expanded.
pub fn places(course: &Course, book: &Book) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    for item in book.iter() {
        let BookItem::Chapter(chapter) = item else { continue };
        let Some(path) = &chapter.path else { continue };
        let page = path.with_extension("html").to_string_lossy().replace('\\', "/");
        let number = chapter
            .number
            .as_ref()
            .map(|number| format!("chapter {}: ", number.to_string().trim_end_matches('.')));
        for directive in
            directives(&chapter.content).into_iter().filter(|one| one.name == "exercise")
        {
            let name = directive.argument;
            let readme = std::fs::read_to_string(file(course, &name)).unwrap_or_default();
            let title =
                readme.lines().next().unwrap_or_default().trim_start_matches("# ").replace('`', "");
            let address = format!("{page}#{}", id(&name));
            let chapter = number.clone().unwrap_or_default() + &chapter.name;
            places.entry(name).or_insert(Place { address, title, chapter });
        }
    }
    places
}

/// How an address names the exercise on its page.
fn id(name: &str) -> String {
    format!("exercise-{name}")
}

fn file(course: &Course, name: &str) -> PathBuf {
    course.root().join("exercises").join(name).join("README.md")
}

/// The README of the exercise in `exercises/<name>`, as Markdown for a chapter.
///
/// # Errors
///
/// In words, when there is none.
pub fn readme(course: &Course, name: &str, problems: &mut Vec<Problem>) -> Result<String, String> {
    let path = file(course, name);
    let file = course.name(&path);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read `{file}`: {error}; name a folder of `exercises`"))?;
    let text = text.replace("\r\n", "\n");
    problems.extend(typed_blocks(course, name, &file, &text));
    let short = name.split('-').next().unwrap_or(name);
    let (title, rest) = split_title(&text);
    let lowered =
        lower_headings(&format!("{title}\n\nRun it: `cargo run -- run {short}`\n\n{rest}"));
    // A directive in a README would not work where the runner prints it, so it is text here too.
    let inert = lowered.replace("{{#", "\\{{#");
    let id = escape(&id(name));
    Ok(format!("\n<div class=\"exercise\" id=\"{id}\">\n\n{}\n\n</div>\n\n", inert.trim()))
}

/// A README is printed by the runner as well, so it cannot include. What its code blocks hold must then stand, line
/// for line, in a file that is compiled or produced.
fn typed_blocks(course: &Course, name: &str, file: &str, text: &str) -> Vec<Problem> {
    let commands = |block: &fence::Fence| {
        block.language() == "console" && block.body.lines().all(|line| line.starts_with("$ "))
    };
    let mut blocks = fence::fences(text);
    blocks.retain(|block| !commands(block));
    if blocks.is_empty() {
        return Vec::new();
    }
    let texts = sources(course, name);
    let mut problems = Vec::new();
    for block in blocks {
        if !texts.iter().any(|text| holds(text, &block.body)) {
            problems.push(Problem::rule(
                file,
                line_of(text, block.range.start),
                format!(
                    "these lines stand in no file of `exercises/{name}`, of its solution or of its lesson: \
                     copy them from one that is run"
                ),
            ));
        }
    }
    problems
}

/// The files of an exercise, of its solution and of its lesson, but for what is written about them.
fn sources(course: &Course, name: &str) -> Vec<String> {
    let lesson: String = name.chars().take_while(char::is_ascii_digit).collect();
    let lessons = std::fs::read_dir(course.root().join("lessons")).into_iter().flatten().flatten();
    let lessons = lessons.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut folders = vec![format!("exercises/{name}"), format!("solutions/{name}")];
    folders.extend(
        lessons
            .filter(|one| one.starts_with(&format!("{lesson}-")))
            .map(|one| format!("lessons/{one}")),
    );
    folders
        .iter()
        .flat_map(|folder| course.files_below(folder))
        .filter(|path| path.extension().is_some_and(|ext| ext != "md"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect()
}

/// Whether the lines of `block` stand together in `text`, however far they are indented there.
fn holds(text: &str, block: &str) -> bool {
    let wanted: Vec<&str> = block.trim().lines().map(str::trim).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    !wanted.is_empty() && lines.windows(wanted.len()).any(|window| window == wanted)
}

fn split_title(text: &str) -> (&str, &str) {
    match text.split_once('\n') {
        Some((title, rest)) if title.starts_with("# ") => (title, rest),
        _ => ("", text),
    }
}

fn lower_headings(text: &str) -> String {
    let mut lowered = text.to_owned();
    let starts: Vec<usize> = Parser::new(text)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })))
        .map(|(_, range)| range.start)
        .collect();
    for start in starts.into_iter().rev() {
        // There are only six levels, and a heading that is underlined has two of them.
        let level = text[start..].bytes().take_while(|&byte| byte == b'#').count();
        if (1..=6).contains(&level) {
            lowered.insert_str(start, &"#".repeat(DEEPER.min(6 - level)));
        }
    }
    lowered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_down_and_comments_in_code_stay() {
        assert_eq!(
            lower_headings("# A\n\n```python\n# b\n```\n\n## C\n"),
            "### A\n\n```python\n# b\n```\n\n#### C\n"
        );
    }

    #[test]
    fn lines_are_found_at_any_indent_but_only_together() {
        let text = "fn f() {\n    a();\n    b();\n    c();\n}\n";
        assert!(holds(text, "a();\nb();\n"));
        assert!(!holds(text, "a();\nc();\n"));
    }
}
