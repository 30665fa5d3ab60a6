//! The book as mdBook builds it: through the protocol, and in this process.

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use common::Fixture;
use serde_json::{Value, json};

/// Hands a chapter to the binary as mdBook does; returns the exit code's success, the chapter and the complaints.
fn preprocess(course: &Fixture, content: &str) -> (bool, String, String) {
    let chapter = json!({ "Chapter": {
        "name": "One", "content": content, "number": null, "sub_items": [],
        "path": "one.md", "source_path": "one.md", "parent_names": [],
    }});
    let context = json!({
        "root": course.root().join("book"),
        "config": { "book": { "title": "Fixture", "src": "src" } },
        "renderer": "html",
        "mdbook_version": "0.5.4",
    });
    let mut child = Command::new(env!("CARGO_BIN_EXE_bookbinder"))
        .current_dir(course.root().join("book"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = json!([context, { "items": [chapter] }]).to_string();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let book: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let content = book["items"][0]["Chapter"]["content"].as_str().unwrap_or_default();
    (output.status.success(), content.to_owned(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn the_preprocessor_supports_html_and_nothing_else() {
    let course = Fixture::good();
    course.succeeds(&["supports", "html"]);
    course.fails(&["supports", "markdown"]);
}

#[test]
fn the_preprocessor_answers_with_the_expanded_book() {
    let course = Fixture::good();
    let text = "```rust\n{{#include ../../lessons/01-one/src/counter.rs:add-one}}\n```\n";
    let (ok, content, said) = preprocess(&course, text);
    assert!(ok, "{said}");
    assert!(content.contains("\npub fn add_one(&self) {\n"), "{content}");
    assert!(content.contains("<code>lessons/01-one/src/counter.rs</code>"), "{content}");
}

#[test]
fn the_preprocessor_fails_where_something_is_missing() {
    let course = Fixture::good();
    let (ok, _, said) = preprocess(&course, "\n{{#trace nowhere.json}}\n");
    assert!(!ok);
    assert!(said.contains("book/src/one.md:2: cannot read `book/src/nowhere.json`"), "{said}");
}

#[test]
fn a_built_page_shows_everything_the_chapter_asked_for() {
    let course = Fixture::good();
    let printed = course.succeeds(&["build"]);
    assert!(printed.trim().ends_with("index.html"), "{printed}");
    let page = course.page("one.html");
    for expected in [
        "<figure class=\"swimlane\"",
        "<figure class=\"terminal\">",
        "<section class=\"scheduler game\"",
        "<section class=\"quiz game\"",
        "Run it: <code>cargo run -- run 01a</code>",
        "<h3 id=\"first\">",
        "all 6 interleavings\n\nok</code>",
    ] {
        assert!(page.contains(expected), "no {expected} in\n{page}");
    }
    assert!(!page.contains("ANCHOR"), "{page}");
    assert!(!page.contains("{{#"), "{page}");
}

#[test]
fn a_script_is_told_where_each_exercise_is() {
    let course = Fixture::good();
    course.write("book/src/two.md", "# Two\n\n<section>\n{{#exercises}}\n</section>\n");
    course.succeeds(&["build"]);
    let page = course.page("two.html");
    let expected = r##"<script type="application/json">{"01a-first":{"address":"one.html#exercise-01a-first","title":"First","chapter":"chapter 1: One"}}</script>"##;
    assert!(page.contains(expected), "{page}");
    assert!(course.page("one.html").contains("<div class=\"exercise\" id=\"exercise-01a-first\">"));
}

#[test]
fn what_the_compiler_says_is_numbered_as_the_listing_is() {
    let course = Fixture::good();
    course.write(
        "lessons/01-one/tests/compile/no.rs",
        "//! Refused.\n\n// ANCHOR: no\nfn main() {\n    no()\n}\n// ANCHOR_END: no\n",
    );
    course.write(
        "lessons/01-one/tests/compile/no.stderr",
        "error: no `no` in `$DIR/tests/compile/no.rs`\n --> tests/compile/no.rs:5:5\n  |\n5 |     no()\n",
    );
    let text = "```rust\n{{#include ../../lessons/01-one/tests/compile/no.rs:no}}\n```\n\n\
                {{#output ../../lessons/01-one/tests/compile/no.stderr}}\n";
    let (ok, content, said) = preprocess(&course, text);
    assert!(ok, "{said}");
    let expected = "error: no `no` in `no.rs`&#10; --&gt; no.rs:2:5&#10;  |&#10;2 |     no()";
    assert!(content.contains(expected), "{content}");

    course.replace("lessons/01-one/tests/compile/no.stderr", "5 |", "7 |");
    let (ok, _, said) = preprocess(&course, text);
    let expected = "is about line 7 of `lessons/01-one/tests/compile/no.rs`, which no listing of this page shows";
    assert!(!ok && said.contains(expected), "{said}");
}
