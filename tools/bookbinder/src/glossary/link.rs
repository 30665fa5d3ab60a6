//! The first use of each term in a chapter, linked to the glossary.

use std::collections::HashMap;
use std::ops::Range;

use super::{Entry, Form, Glossary};
use crate::html::escape;
use crate::prose::Page;

/// The terms that a chapter uses.
#[derive(Clone, Debug, Default)]
pub struct Use {
    /// Which entries, by index.
    pub entries: Vec<usize>,
    /// Where the first use stands, and what takes its place.
    pub links: Vec<(Range<usize>, String)>,
}

/// What the chapter `text` uses of `glossary`. A term that is linked to the glossary by hand is not linked again.
pub fn uses(glossary: &Glossary, text: &str, page: &Page) -> Use {
    let mut found = Use::default();
    let mut linked = Vec::new();
    for (i, entry) in glossary.entries.iter().enumerate() {
        let by_hand = format!("glossary.md#{})", entry.id);
        if text.contains(&by_hand) {
            found.entries.push(i);
            linked.push(i);
        }
    }
    for (range, table, i) in places(glossary, text, page) {
        if !found.entries.contains(&i) {
            found.entries.push(i);
        }
        if table || linked.contains(&i) {
            continue;
        }
        linked.push(i);
        let link = anchor(&glossary.entries[i], &text[range.clone()]);
        found.links.push((range, link));
    }
    found
}

/// Every use, in order: where it is, whether in a table, and of which entry.
fn places(glossary: &Glossary, text: &str, page: &Page) -> Vec<(Range<usize>, bool, usize)> {
    let forms = |code: bool| {
        let all = glossary.entries.iter().enumerate();
        let all = all.flat_map(|(i, entry)| entry.forms.iter().map(move |form| (form, i)));
        all.filter(move |(form, _)| form.code == code)
    };
    let mut words: Vec<(&Form, usize)> = forms(false).collect();
    // The longest first: a data race is no race of data.
    words.sort_by_key(|(form, _)| std::cmp::Reverse(form.text.len()));
    // By their first letters: at most places no term begins, and few begin at any other.
    let mut by_letter: HashMap<char, Vec<(&Form, usize)>> = HashMap::new();
    for (form, i) in words {
        by_letter.entry(letter(&form.text)).or_default().push((form, i));
    }
    let mut found = Vec::new();
    for prose in &page.prose {
        let mut at = prose.range.start;
        while at < prose.range.end {
            let here = &text[at..prose.range.end];
            let starts = text[..at].chars().next_back().is_none_or(|c| !continues(c));
            let begun = by_letter.get(&letter(here)).filter(|_| starts);
            let hit = begun.into_iter().flatten().find_map(|&(form, i)| {
                let length = matches(here, &form.text)?;
                let after = text[at + length..].chars().next();
                after.is_none_or(|c| !continues(c)).then_some((length, i))
            });
            match hit {
                Some((length, i)) => {
                    found.push((at..at + length, prose.table, i));
                    at += length;
                }
                None => at += here.chars().next().map_or(1, char::len_utf8),
            }
        }
    }
    for (span, code) in &page.spans {
        if let Some((_, i)) = forms(true).find(|(form, _)| form.text == *code) {
            found.push((span.range.clone(), span.table, i));
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    found
}

/// How long `form` is at the beginning of `text`, where it is there: as it is written, or at the start of a sentence.
fn matches(text: &str, form: &str) -> Option<usize> {
    let here = text.get(..form.len())?;
    let mut capital = form.chars();
    let same = here == form
        || capital.next().is_some_and(|first| {
            here.starts_with(first.to_ascii_uppercase())
                && here.get(first.len_utf8()..) == Some(capital.as_str())
        });
    same.then_some(form.len())
}

/// The letter that a text begins with, be it a capital or not.
fn letter(text: &str) -> char {
    text.chars().next().unwrap_or_default().to_ascii_lowercase()
}

fn continues(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn anchor(entry: &Entry, written: &str) -> String {
    format!(
        "<a class=\"term\" href=\"{}#{}\" title=\"{}\">{written}</a>",
        super::PAGE,
        entry.id,
        escape(&entry.first)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose;

    const GLOSSARY: &str = "\
## data race
<!-- chapter: 1.md; aliases: data races -->
Two accesses.

## race
<!-- chapter: 1.md -->
A \"contest\".

## `Send`
<!-- chapter: 1.md -->
May go.
";

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let glossary = Glossary::parse(GLOSSARY);
        let mut out = text.to_owned();
        let found = uses(&glossary, text, &prose::page(text, &[]));
        for (range, link) in found.links.into_iter().rev() {
            out.replace_range(range, &link);
        }
        assert_eq!(out, expected);
    }

    #[test]
    fn the_first_use_is_linked_and_the_longest_term_wins() {
        check(
            "Data races, a data race; trace and race-free. A race.",
            "<a class=\"term\" href=\"glossary.md#data-race\" title=\"Two accesses.\">Data races</a>, a data race; \
             trace and race-free. A <a class=\"term\" href=\"glossary.md#race\" title=\"A &quot;contest&quot;.\">race</a>.",
        );
    }

    #[test]
    fn code_is_linked_where_it_is_the_whole_term() {
        check(
            "`T: Send`, `Send`",
            "`T: Send`, <a class=\"term\" href=\"glossary.md#code-send\" title=\"May go.\">`Send`</a>",
        );
    }

    #[test]
    fn headings_tables_and_links_are_let_alone() {
        let text =
            "# A race\n\n| race |\n|---|\n\n[race](x.md), see [it](glossary.md#code-send) `Send`\n";
        check(text, text);
    }
}
