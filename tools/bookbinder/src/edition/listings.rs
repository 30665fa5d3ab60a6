//! A listing stands alone: what it calls is on the page, in std, or explained beside it.

use std::collections::HashSet;

use super::rust::{self, Token};
use crate::chapter::Listing;
use crate::problem::{Problem, line_of};
use crate::prose::Page;

/// How many lines after a listing its explanation may begin.
const NEAR: usize = 8;

/// What needs no `use`: std's macros, and the functions of its prelude.
const KNOWN: [&str; 33] = [
    "align_of",
    "align_of_val",
    "assert",
    "assert_eq",
    "assert_ne",
    "cfg",
    "column",
    "compile_error",
    "concat",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "drop",
    "env",
    "eprint",
    "eprintln",
    "file",
    "format",
    "include_str",
    "line",
    "matches",
    "panic",
    "print",
    "println",
    "size_of",
    "size_of_val",
    "stringify",
    "thread_local",
    "todo",
    "unreachable",
    "vec",
    "write",
];

/// The functions and macros that a listing of this chapter calls, and a reader has not been told about.
pub fn check(file: &str, text: &str, page: &Page, listings: &[Listing]) -> Vec<Problem> {
    let rust: Vec<(&Listing, Vec<Token<'_>>)> = listings
        .iter()
        .filter(|listing| listing.language == "rust")
        .map(|listing| (listing, rust::tokens(&listing.body)))
        .collect();
    let mut shown: HashSet<&str> = KNOWN.into();
    for (_, tokens) in &rust {
        shown.extend(items(tokens));
    }
    let mut problems = Vec::new();
    for (listing, tokens) in &rust {
        let line = line_of(text, listing.range.start);
        let last = line_of(text, listing.range.end.saturating_sub(1)) + NEAR;
        let end = text.match_indices('\n').nth(last - 1).map_or(text.len(), |(at, _)| at);
        let near = page.spans.iter().filter(|(span, _)| span.range.start <= end);
        let explained: HashSet<&str> = near.flat_map(|(_, code)| rust::words(code)).collect();
        let bound = bindings(tokens);
        let mut told = HashSet::new();
        for name in calls(tokens) {
            let known = shown.contains(name) || bound.contains(name) || explained.contains(name);
            if !known && told.insert(name) {
                let what = format!(
                    "this listing calls `{name}`, which no listing of the page defines or imports: show it, name it in \
                     code in the text before or right after, or leave it out"
                );
                problems.push(Problem::rule(file, line, what));
            }
        }
    }
    problems
}

/// The free functions and macros that are called, without those that are called by a path.
fn calls<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let before = if i == 0 { "" } else { text(i - 1) };
        let lower = token.text.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
        if !token.word
            || !lower
            || rust::is_keyword(token.text)
            || [".", "::", "fn", "'"].contains(&before)
        {
            continue;
        }
        let after = match text(i + 1) {
            "::" if text(i + 2) == "<" => behind_brackets(tokens, i + 2),
            _ => i + 1,
        };
        let called = text(after) == "(";
        let macro_called = text(i + 1) == "!" && ["(", "[", "{"].contains(&text(i + 2));
        if called || macro_called {
            found.push(token.text);
        }
    }
    found
}

/// The token after the `>` that closes the `<` at `open`.
fn behind_brackets(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "<" => depth += 1,
            ">" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// What the page knows once a listing has shown it: functions, macros, imports.
fn items<'a>(tokens: &[Token<'a>]) -> HashSet<&'a str> {
    let mut found = HashSet::new();
    let mut import = false;
    for (i, token) in tokens.iter().enumerate() {
        let before = |back: usize| i.checked_sub(back).map_or("", |at| tokens[at].text);
        match token.text {
            "use" => import = true,
            ";" => import = false,
            name if token.word && (import || before(1) == "fn" || before(2) == "macro_rules") => {
                found.insert(name);
            }
            _ => {}
        }
    }
    found
}

/// What a listing names for itself: variables, parameters, fields.
fn bindings<'a>(tokens: &[Token<'a>]) -> HashSet<&'a str> {
    let mut found = HashSet::new();
    let mut pattern = false;
    for (i, token) in tokens.iter().enumerate() {
        let before = if i == 0 { "" } else { tokens[i - 1].text };
        let after = tokens.get(i + 1).map_or("", |token| token.text);
        match token.text {
            "let" | "for" | "const" | "static" => pattern = true,
            "=" | "in" | ";" | "{" => pattern = false,
            name if token.word && (pattern || after == ":" || before == "|" || after == "|") => {
                found.insert(name);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose;

    #[track_caller]
    fn check_missing(text: &str, listings: &[&str], expected: &[&str]) {
        let listings: Vec<Listing> = listings
            .iter()
            .map(|body| {
                let range = 0..1;
                Listing { range, language: "rust".into(), body: (*body).into(), lines: Vec::new() }
            })
            .collect();
        let page = prose::page(text, &[]);
        let found = check("x.md", text, &page, &listings);
        let names: Vec<&str> =
            found.iter().map(|one| one.what.split('`').nth(1).unwrap()).collect();
        assert_eq!(names, expected, "{found:?}");
    }

    #[test]
    fn a_helper_that_nothing_shows_is_found() {
        check_missing(
            "",
            &["let x = fails(|| work::<u32>(replay!(1)));"],
            &["fails", "work", "replay"],
        );
    }

    #[test]
    fn what_the_page_shows_is_known() {
        check_missing("", &["fails(model(1));", "use a::{fails, b};\nfn model(x: u32) {}"], &[]);
        check_missing("", &["macro_rules! go { () => {} }\ngo!();"], &[]);
    }

    #[test]
    fn what_a_listing_binds_is_known_in_it_alone() {
        check_missing("", &["fn f(work: fn()) { work(); let go = |look| look(1); go(2); }"], &[]);
        check_missing("", &["let go = || 1;", "go();"], &["go"]);
    }

    #[test]
    fn paths_methods_types_std_comments_and_strings_are_let_alone() {
        check_missing(
            "",
            &["thread::spawn(a.b()); Guarded(1); drop(x); println!(\"f(1)\"); // f(1)"],
            &[],
        );
        check_missing("", &["#[allow(dead_code, reason = \"x\")]\nstruct A;"], &[]);
    }

    #[test]
    fn what_the_text_names_is_explained() {
        check_missing("`fails(…)` unwraps.\n", &["fails(1);"], &[]);
        check_missing(&format!("{}\n`fails`\n", "x\n".repeat(20)), &["fails(1);"], &["fails"]);
    }
}
