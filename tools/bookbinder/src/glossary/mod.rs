//! The glossary: its entries, and how its own page is made.

mod check;
mod link;

use pulldown_cmark::{Event, Parser};

use crate::html::escape;
use crate::problem::Problem;

pub use check::check;
pub use link::{Use, uses};

/// The page, in the folder of the chapters.
pub const PAGE: &str = "glossary.md";

/// Opens the line of an entry that says where it is introduced, and how else it is written.
const NOTE: &str = "<!-- chapter: ";

/// The terms that chapters are linked to.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The terms, in order.
    pub entries: Vec<Entry>,
}

/// One term.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The line of its heading.
    pub line: usize,
    /// Its heading, as Markdown.
    pub title: String,
    /// The heading's id.
    pub id: String,
    /// The chapter that introduces it: the name of its file.
    pub chapter: String,
    /// How it is written: its title, and the aliases.
    pub forms: Vec<Form>,
    /// Its first sentence, without markup.
    pub first: String,
}

/// One way to write a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The words, in lower case unless they are always written otherwise.
    pub text: String,
    /// Whether it is a whole code span.
    pub code: bool,
}

impl Form {
    fn parse(text: &str) -> Self {
        let inside = text.trim().strip_prefix('`').and_then(|text| text.strip_suffix('`'));
        Self { text: inside.unwrap_or(text.trim()).to_owned(), code: inside.is_some() }
    }
}

impl Glossary {
    /// Reads the page: `## term`, below it `<!-- chapter: NN-name.md; aliases: one, two -->`, and then sentences, one
    /// on a line.
    pub fn parse(text: &str) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (i, line) in text.lines().enumerate() {
            if let Some(title) = line.strip_prefix("## ") {
                let form = Form::parse(title);
                entries.push(Entry {
                    line: i + 1,
                    title: title.trim().to_owned(),
                    id: id(&form),
                    forms: vec![form],
                    ..Entry::default()
                });
            } else if let Some(entry) = entries.last_mut() {
                if let Some((chapter, aliases)) = note(line) {
                    entry.chapter = chapter.to_owned();
                    entry.forms.extend(aliases.map(Form::parse));
                } else if entry.first.is_empty() {
                    entry.first = plain(line);
                }
            }
        }
        Self { entries }
    }

    /// The page for mdBook: each heading gets its id, and each note becomes a link to the chapter. No line moves.
    pub fn page(&self, text: &str) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for entry in &self.entries {
            lines[entry.line - 1] = format!("## {} {{#{}}}", entry.title, entry.id);
        }
        for line in &mut lines {
            let chapter = note(line).map(|(chapter, _)| chapter.to_owned());
            if let Some(chapter) = chapter {
                let number: String = chapter.chars().take_while(char::is_ascii_digit).collect();
                let label = match number.trim_start_matches('0') {
                    "" => "Appendix".to_owned(),
                    number => format!("Chapter {number}"),
                };
                *line = format!(
                    "<p class=\"introduced\"><a href=\"{}\">{label}</a></p>",
                    escape(&chapter)
                );
            }
        }
        lines.join("\n") + "\n"
    }

    /// What is wrong with the page itself, which is named `file`; `chapters` are the names of all chapters.
    pub fn problems(&self, file: &str, chapters: &[String]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut rule = |line, what: String| problems.push(Problem::rule(file, line, what));
        let mut known: Vec<(&Form, &str)> = Vec::new();
        let mut before = String::new();
        for entry in &self.entries {
            if !chapters.contains(&entry.chapter) {
                rule(
                    entry.line,
                    format!(
                        "`{}` is introduced by no chapter: write `{NOTE}NN-name.md -->` below its heading",
                        entry.title
                    ),
                );
            }
            if entry.first.is_empty() {
                rule(entry.line, format!("`{}` is not explained: write a sentence", entry.title));
            }
            let key = sort_key(&entry.title);
            if key < before {
                rule(entry.line, format!("`{}` is out of order: sort the terms", entry.title));
            }
            before = key;
            for form in &entry.forms {
                if let Some((_, other)) = known.iter().find(|(known, _)| *known == form) {
                    let what =
                        format!("`{}` stands for `{other}` already: take one away", form.text);
                    rule(entry.line, what);
                }
                known.push((form, &entry.title));
            }
        }
        problems
    }
}

fn sort_key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>().to_lowercase()
}

/// Code has ids of its own: `acquire` is a term, and so is the ordering `Acquire`.
fn id(form: &Form) -> String {
    let words: Vec<String> = form
        .text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("{}{}", if form.code { "code-" } else { "" }, words.join("-"))
}

/// The chapter and the aliases of an entry, where this line says them.
fn note(line: &str) -> Option<(&str, impl Iterator<Item = &str>)> {
    let inside = line.trim().strip_prefix(NOTE)?.strip_suffix("-->")?;
    let (chapter, aliases) = inside.split_once("; aliases: ").unwrap_or((inside, ""));
    let aliases = aliases.split(',').map(str::trim).filter(|alias| !alias.is_empty());
    Some((chapter.trim(), aliases))
}

fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# Glossary

## `Acquire`
<!-- chapter: 07-x.md -->

An *ordering* of `load`s.

## acquire
<!-- chapter: 04-y.md; aliases: acquires, acquired -->

To take a lock.
More.
";

    #[test]
    fn an_entry_has_an_id_a_chapter_forms_and_a_first_sentence() {
        let glossary = Glossary::parse(PAGE);
        let [ordering, verb] = glossary.entries.as_slice() else { panic!("two entries") };
        assert_eq!(
            (ordering.id.as_str(), ordering.first.as_str()),
            ("code-acquire", "An ordering of loads.")
        );
        assert_eq!((verb.id.as_str(), verb.chapter.as_str()), ("acquire", "04-y.md"));
        assert_eq!(verb.first, "To take a lock.");
        assert_eq!(verb.forms.len(), 3);
        assert!(ordering.forms[0].code && !verb.forms[0].code);
    }

    #[test]
    fn its_page_names_ids_and_chapters_and_no_line_moves() {
        let page = Glossary::parse(PAGE).page(PAGE);
        assert_eq!(page.lines().count(), PAGE.lines().count());
        assert!(page.contains("## `Acquire` {#code-acquire}\n<p class=\"introduced\"><a href=\"07-x.md\">Chapter 7</a></p>\n"));
        let note = PAGE.replace("04-y.md", "what.md");
        assert!(Glossary::parse(&note).page(&note).contains("<a href=\"what.md\">Appendix</a>"));
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_told() {
        let text = PAGE.replace("acquired -->", "`Acquire` -->").replace("04-y", "05-z");
        let chapters = ["07-x.md".to_owned(), "04-y.md".to_owned()];
        let problems = Glossary::parse(&text).problems("g.md", &chapters);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(said[0].starts_with("g.md:8: `acquire` is introduced by no chapter"), "{said:?}");
        assert!(
            said[1].starts_with("g.md:8: `Acquire` stands for ``Acquire`` already"),
            "{said:?}"
        );
    }
}
