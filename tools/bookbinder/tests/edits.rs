//! Edits as a figure: each shows how it differs, what was found, and the run that breaks it.

mod common;

use bookbinder::edits::{Edits, Source};
use common::read_fixture;

fn source(name: &str, text: &str) -> Source {
    Source { name: name.into(), text: text.into() }
}

const CODE: &str = "\
//! A counter.

struct Counter;

// ANCHOR: increment
fn increment(&self) {
    self.value.fetch_add(1, Relaxed);
}
// ANCHOR_END: increment
";

const TWO_STEPS: &str = "\
//! A counter, in two steps.

struct Counter;

fn increment(&self) {
    let seen = self.value.load(Relaxed);
    self.value.store(seen + 1, Relaxed);
}
";

const STRONGER: &str = "\
//! A counter, with a stronger ordering.

struct Counter;

fn increment(&self) {
    self.value.fetch_add(1, SeqCst);
}
";

/// The lost update as the run of one edit, and another one that holds.
fn json() -> String {
    let run =
        read_fixture("lost-update.json").replace("src/counter.rs", "tests/edits/two_steps.rs");
    format!(
        "{{\"version\":1,\"code\":\"../src/counter.rs:increment\",\"explored\":\"holds in all 2 interleavings\",\
         \"edits\":[{{\"file\":\"../tests/edits/two_steps.rs\",\"does\":\"two steps, `load` and `store`\",\"why\":\"Torn.\",\
         \"counterexample\":{run}}},{{\"file\":\"../tests/edits/stronger.rs\",\"does\":\"`SeqCst`\",\"why\":\"As before.\",\
         \"explored\":\"holds in all 2 interleavings\"}}]}}"
    )
}

fn draw(json: &str, aim: &str, two_steps: &str) -> Result<String, String> {
    let told = |error: anyhow::Error| format!("{error:#}");
    let copies = [
        source("lessons/01/tests/edits/two_steps.rs", two_steps),
        source("lessons/01/tests/edits/stronger.rs", STRONGER),
    ];
    let edits = Edits::parse(json).map_err(told)?;
    let drawn =
        edits.section("edits", Some(aim), Some("Find `it`."), &source("code.rs", CODE), &copies);
    let (html, figure) = drawn.map_err(told)?;
    assert_eq!((figure.count, figure.outcomes, figure.bytes), ((2, "edits"), 2, html.len()));
    Ok(html)
}

#[track_caller]
fn refused(json: &str, aim: &str, two_steps: &str, why: &str) {
    let error = draw(json, aim, two_steps).unwrap_err();
    assert!(error.contains(why), "{error}");
}

#[test]
fn each_edit_has_a_fold_with_its_lines_its_verdict_and_its_run() {
    let html = draw(&json(), "holds", TWO_STEPS).unwrap();
    let folds: Vec<&str> = html.split("<details").skip(1).collect();
    let [original, two_steps, stronger] = folds.as_slice() else { panic!("{html}") };
    assert!(original.contains("Holds</span> in all 2 interleavings."), "{original}");
    assert!(!original.contains("<del>") && !original.contains("<ins>"), "{original}");

    assert!(
        two_steps
            .contains("<summary>two steps, <code>load</code> and <code>store</code></summary>")
    );
    assert!(
        two_steps.contains("<del>    self.value.fetch_add(1, Relaxed);&#10;</del>"),
        "{two_steps}"
    );
    assert!(two_steps.contains("<ins>    let seen = self.value.load(Relaxed);&#10;</ins>"));
    assert!(
        two_steps.contains("Breaks.</span>") && two_steps.contains("<p class=\"why\">Torn.</p>")
    );
    assert!(
        two_steps.contains("data-name=\"edits-two_steps\"") && two_steps.contains("class=\"step")
    );

    assert!(stronger.contains("Still holds</span> in all 2 interleavings."), "{stronger}");
    assert!(!stronger.contains("<figure"), "nothing breaks, so nothing is drawn");
}

#[test]
fn what_the_book_could_not_show_is_refused() {
    let elsewhere = TWO_STEPS.replace("struct Counter", "struct Other");
    let why = "differs in `struct Counter;`, which the anchor `increment` doesn't hold";
    refused(&json(), "holds", &elsewhere, why);
    let other =
        json().replace("\"file\": \"tests/edits/two_steps.rs\"", "\"file\": \"src/lib.rs\"");
    refused(&other, "holds", TWO_STEPS, "that takes no step there");
}

#[test]
fn a_goal_that_every_edit_reaches_or_none_is_refused() {
    refused(&json(), "lost_wakeup", TWO_STEPS, "has 0 edits of 2 that end in `lost_wakeup`");
    assert!(draw(&json(), "assertion", TWO_STEPS).is_ok());
}

#[test]
fn what_is_no_list_of_explored_edits_is_refused() {
    let version = json().replacen("\"version\":1", "\"version\":9", 1);
    refused(&version, "holds", TWO_STEPS, "has version 9");
    refused(&json().replacen(":increment", "", 1), "holds", TWO_STEPS, "without an anchor");
    let silent = json().replacen(
        "\"why\":\"As before.\",\"explored\":\"holds in all 2 interleavings\"",
        "\"why\":\"\"",
        1,
    );
    refused(&silent, "holds", TWO_STEPS, "that neither holds nor breaks");
    refused("{}", "holds", TWO_STEPS, "isn't a list of edits");
}
