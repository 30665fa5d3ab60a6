//! Links in the pages as they were rendered: each leads somewhere.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use html5gum::{Token, Tokenizer};

use crate::course::{Course, tidy};
use crate::problem::Problem;

/// A page: what can be linked to in it, and what it links to.
#[derive(Default)]
struct Page {
    ids: HashSet<String>,
    /// The figures whose state an address can name: `#lost-update=3`.
    figures: HashSet<String>,
    links: Vec<String>,
}

/// Checks every page in `site`; returns the problems and how many links there are.
///
/// # Errors
///
/// When a page cannot be read.
pub fn check(course: &Course, site: &Path) -> Result<(Vec<Problem>, usize)> {
    let pages = pages(site)?;
    let mut problems = Vec::new();
    let mut count = 0;
    for (path, page) in &pages {
        for link in &page.links {
            count += 1;
            if let Some(why) = dead(&pages, site, path, link) {
                let (file, line) = origin(course, site, path, link);
                problems.push(Problem::rule(&file, line, format!("the link `{link}` {why}")));
            }
        }
    }
    // The print page and the first page repeat the chapters; what a chapter was told for needs no second telling.
    if problems.iter().any(|problem| problem.file.ends_with(".md")) {
        problems.retain(|problem| problem.file.ends_with(".md"));
    }
    Ok((problems, count))
}

fn pages(site: &Path) -> Result<HashMap<PathBuf, Page>> {
    let mut pages = HashMap::new();
    for path in Course::at(site).files_below("") {
        // The page for a wrong address is shown at any address: its links go from the server's root.
        if path.extension().is_some_and(|ext| ext == "html") && !path.ends_with("404.html") {
            let html = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read `{}`", path.display()))?;
            pages.insert(path, parse(&html));
        }
    }
    Ok(pages)
}

fn parse(html: &str) -> Page {
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else {
            continue;
        };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match name.as_slice() {
                b"id" => {
                    page.ids.insert(value);
                }
                b"data-name" => {
                    page.figures.insert(value);
                }
                b"href" | b"src" => page.links.push(value),
                _ => {}
            }
        }
    }
    page
}

/// Why `link` on the page at `path` leads nowhere, and what to do.
fn dead(pages: &HashMap<PathBuf, Page>, site: &Path, path: &Path, link: &str) -> Option<String> {
    if let Some((scheme, rest)) = link.split_once(':')
        && scheme.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return outside(scheme, rest);
    }
    let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
    let target = decode(target.split('?').next().unwrap_or(""));
    let full = match target.as_str() {
        "" => path.to_owned(),
        target => tidy(&path.parent().unwrap_or(site).join(target)),
    };
    if !full.starts_with(site) {
        return Some("leaves the book: name the file instead of linking to it".to_owned());
    }
    let full = if full.is_dir() { full.join("index.html") } else { full };
    if !full.is_file() {
        return Some("leads to no page and no file of the book: correct it".to_owned());
    }
    let fragment = decode(fragment);
    let known = |page: &Page| match fragment.split_once('=') {
        Some((figure, _)) => page.figures.contains(figure),
        None => page.ids.contains(&fragment),
    };
    if !fragment.is_empty() && !pages.get(&full).is_none_or(known) {
        if fragment.contains('=') {
            return Some(
                "leads to no figure of that page: correct what follows the `#`".to_owned(),
            );
        }
        return Some("leads to no heading of that page: correct what follows the `#`".to_owned());
    }
    None
}

fn outside(scheme: &str, rest: &str) -> Option<String> {
    let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(""));
    match (scheme, host) {
        ("https", Some(host))
            if host.contains('.')
                && !host.ends_with('.')
                && !rest.contains(char::is_whitespace) =>
        {
            None
        }
        ("https", _) => Some("is no address: write it as `https://host/path`".to_owned()),
        ("mailto" | "data", _) => None,
        ("http", _) => Some("is not encrypted: write `https`".to_owned()),
        _ => Some(format!("begins with `{scheme}:`, which a reader cannot open: use https")),
    }
}

/// The chapter and the line that a link was written on, as far as it can be told from the page.
fn origin(course: &Course, site: &Path, page: &Path, link: &str) -> (String, usize) {
    let inside = page.strip_prefix(site).unwrap_or(page);
    let chapter = course.chapters().join(inside).with_extension("md");
    let Ok(text) = std::fs::read_to_string(&chapter) else {
        return (course.name(&course.book().join("build").join(inside)), 1);
    };
    let written = link.replace(".html", ".md");
    let found = text.lines().position(|line| line.contains(link) || line.contains(&written));
    (course.name(&chapter), found.map_or(1, |index| index + 1))
}

/// `%20` and the like as characters.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok();
        match (first, tail.get(..2).and_then(hex)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
