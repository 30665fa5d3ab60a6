//! The index of the search, without what a page folds away because it would spoil something.
//!
//! mdBook puts all text into it, and has no option for that. So it's given no chapter to index, and the same crate makes the
//! index here, from the pages that mdBook wrote.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use elasticlunr::{Index, IndexBuilder};
use html5gum::{StartTag, Token, Tokenizer};
use mdbook_driver::book::{Book, BookItem};
use mdbook_driver::config::Config;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// No longer word is found, as in mdBook's own index.
const LONGEST: usize = 80;

/// The elements that decide what is left out; they are closed in order.
const AROUND: [&str; 4] = ["details", "div", "script", "section"];

/// The index's file has its hash in its name: what it was called, and what it's called now.
#[derive(Clone, Debug)]
pub struct Renamed(String, String);

impl Renamed {
    /// What names the old file names the new one. A page does so once, in its head.
    pub fn correct(&self, text: &str) -> String {
        text.replacen(&self.0, &self.1, 1)
    }
}

/// A section of a page, as the search shows it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Section {
    id: String,
    heading: String,
    body: String,
}

/// What mdBook's script reads.
#[derive(Serialize)]
struct Filled {
    doc_urls: Vec<String>,
    index: Index,
    results_options: Value,
    search_options: Value,
}

/// Has mdBook leave its index empty: every chapter's path begins with nothing.
///
/// # Errors
///
/// When the settings are no table.
pub fn leave_empty(config: &mut Config) -> Result<()> {
    config.set("output.html.search.chapter", json!({ "": { "enable": false } }))
}

/// Fills the index in `folder`; returns nothing where the book has no search.
///
/// # Errors
///
/// When a page cannot be read, or the index is not what mdBook 0.5 writes.
pub fn fill(book: &Book, config: &Config, folder: &Path) -> Result<Option<Renamed>> {
    let Some(path) = find(folder, "searchindex")? else { return Ok(None) };
    let script = std::fs::read_to_string(&path).context("cannot read the search's index")?;
    let mut parts = script.split('\'');
    let (Some(start), Some(empty), Some(end), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        bail!("the search's index isn't what mdBook 0.5 leaves empty");
    };
    let mut empty: Value = serde_json::from_str(empty).context("the search's index is not JSON")?;
    let (index, doc_urls) = index(book, config, folder)?;
    let filled = Filled {
        doc_urls,
        index,
        results_options: empty["results_options"].take(),
        search_options: empty["search_options"].take(),
    };
    let filled = serde_json::to_string(&filled)?.replace('\\', "\\\\").replace('\'', "\\'");
    store(folder, &path, &format!("{start}'{filled}'{end}")).map(Some)
}

/// The index, and the address of each of its sections.
fn index(book: &Book, config: &Config, folder: &Path) -> Result<(Index, Vec<String>)> {
    let search = config.html_config().unwrap_or_default().search.unwrap_or_default();
    let mut index = IndexBuilder::new();
    for field in ["title", "body", "breadcrumbs"] {
        index = index.add_field_with_tokenizer(field, Box::new(words));
    }
    let mut index = index.build();
    let mut addresses = Vec::new();
    for item in book.iter() {
        let BookItem::Chapter(chapter) = item else { continue };
        let Some(page) = &chapter.path else { continue };
        let page = page.with_extension("html").to_string_lossy().replace('\\', "/");
        let html = std::fs::read_to_string(folder.join(&page))
            .with_context(|| format!("cannot read `{page}`"))?;
        for Section { id, heading, body } in sections(&html, search.heading_split_level) {
            let title = if heading.is_empty() { &chapter.name } else { &heading };
            let mut trail = chapter.parent_names.clone();
            trail.extend(
                [chapter.name.clone(), heading.clone()].into_iter().filter(|one| !one.is_empty()),
            );
            let texts = [title, &body, &trail.join(" » ")].map(|text| tidy(text));
            index.add_doc(&addresses.len().to_string(), texts);
            addresses.push(if id.is_empty() { page.clone() } else { format!("{page}#{id}") });
        }
    }
    Ok((index, addresses))
}

/// Puts the new index in the place of the one at `path`.
fn store(folder: &Path, path: &Path, script: &str) -> Result<Renamed> {
    let digest = Sha256::digest(script);
    let hash: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    let old = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let renamed = Renamed(old, format!("searchindex-{hash}.js"));
    std::fs::remove_file(path).context("cannot replace the search's index")?;
    std::fs::write(folder.join(&renamed.1), script).context("cannot write the search's index")?;
    if let Some(searcher) = find(folder, "searcher")? {
        let text = std::fs::read_to_string(&searcher).context("cannot read the search's script")?;
        std::fs::write(&searcher, renamed.correct(&text))
            .context("cannot write the search's script")?;
    }
    Ok(renamed)
}

/// The script of that name; mdBook adds a hash.
fn find(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    for entry in std::fs::read_dir(folder).context("cannot list the pages")? {
        let path = entry.context("cannot list the pages")?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if file.ends_with(".js") && file.split(['-', '.']).next() == Some(name) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The sections of a page, by its headings down to this level.
fn sections(html: &str, level: u8) -> Vec<Section> {
    let (_, main) = html.split_once("<main>").unwrap_or_default();
    let (main, _) = main.rsplit_once("</main>").unwrap_or_default();
    let splits = |name: &str| matches!(name.as_bytes(), [b'h', digit @ b'1'..=b'6'] if digit - b'0' <= level);
    let mut found = Vec::new();
    let mut section = Section::default();
    let mut around: Vec<Kind> = Vec::new();
    let mut in_heading = false;
    for Ok(token) in Tokenizer::new(main) {
        // The data of a figure holds pieces of tables.
        let in_script = around.last() == Some(&Kind::Script);
        let in_sight = !in_script && !around.contains(&Kind::Folded);
        let add = |text: &str, section: &mut Section| {
            let place = if in_heading { &mut section.heading } else { &mut section.body };
            if in_sight {
                place.push_str(text);
            }
        };
        match token {
            Token::StartTag(tag) if !in_script => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                // So that the words of two elements don't become one.
                add(" ", &mut section);
                if splits(&name) && in_sight {
                    in_heading = true;
                    let id = attribute(&tag, b"id");
                    if !section.heading.trim().is_empty() {
                        found.push(std::mem::take(&mut section));
                    }
                    section.id = id;
                }
                if AROUND.contains(&&*name) {
                    around.push(Kind::of(&name, &attribute(&tag, b"class"), &around));
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if in_script && name != "script" {
                    continue;
                }
                in_heading &= !splits(&name);
                if AROUND.contains(&&*name) {
                    around.pop();
                }
            }
            Token::String(text) => add(&String::from_utf8_lossy(&text), &mut section),
            _ => {}
        }
    }
    found.push(section);
    found
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> String {
    tag.attributes
        .get(name)
        .map(|value| String::from_utf8_lossy(value).into_owned())
        .unwrap_or_default()
}

/// A text without the line ends and indents of its markup.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, as mdBook's script takes a question apart.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).filter(|word| word.len() <= LONGEST).collect()
}

/// What an element means for the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing.
    Plain,
    /// What is folded in it would spoil it: an exercise, a quiz, a figure to play with.
    Game,
    /// A hint, an answer, a result.
    Folded,
    Script,
}

impl Kind {
    fn of(name: &str, class: &str, around: &[Self]) -> Self {
        let folds = name == "details" || class == "results" || class == "answer";
        match name {
            "script" => Self::Script,
            _ if folds && around.contains(&Self::Game) => Self::Folded,
            "section" => Self::Game,
            _ if class == "exercise" => Self::Game,
            _ => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(main: &str, expected: &[(&str, &str, &str)]) {
        let found = sections(&format!("<body><main>{main}</main></body>"), 3);
        let found: Vec<_> =
            found.iter().map(|one| (&*one.id, tidy(&one.heading), tidy(&one.body))).collect();
        let found: Vec<_> =
            found.iter().map(|(id, heading, body)| (*id, &**heading, &**body)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_is_split_at_its_headings() {
        check(
            "<h1 id=\"a\"><a href=\"#a\">A &amp; <code>B</code></a></h1><p>one</p><p>two<br>three</p>\
             <h4 id=\"c\">C</h4><h2 id=\"d\">D</h2>",
            &[("a", "A & B", "one two three C"), ("d", "D", "")],
        );
    }

    #[test]
    fn what_would_spoil_something_is_left_out_and_what_is_folded_for_room_is_not() {
        check(
            "<h2 id=\"a\">A</h2><details><summary>More</summary> rows</details>\
             <section class=\"quiz\">Which?<details><div>this</div> one</details></section>\
             <section class=\"knobs\"><div class=\"results\">holds</div><script>\"<div>\"</script></section>\
             <div class=\"exercise\">Do it. <details><h3 id=\"x\">Hint</h3>so</details> Then more.</div> <p>End.",
            &[("a", "A", "More rows Which? Do it. Then more. End.")],
        );
    }
}
