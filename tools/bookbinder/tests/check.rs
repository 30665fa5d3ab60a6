//! The checks: a good book passes, and each thing that can be wrong is told with its place and its remedy.

mod common;

use common::{CHAPTER, COUNTER, Fixture, chapter, check};

#[test]
fn a_good_book_passes() {
    let said = Fixture::good().succeeds(&["check"]);
    assert!(said.contains("2 chapters, 4 code blocks, 1 anchors"), "{said}");
    assert!(said.ends_with("nothing wrong\n"), "{said}");
}

#[test]
fn a_missing_anchor_stops_check_and_build() {
    let expected =
        "book/src/one.md:6: `lessons/01-one/src/counter.rs` has no anchor `here`; it has `add-one`";
    let course = Fixture::good();
    course.replace(CHAPTER, ":add-one", ":here");
    assert!(course.fails(&["check"]).contains(expected));
    assert_eq!(course.fails(&["build"]), format!("error: {expected}\n"));
}

#[test]
fn a_missing_file_stops_check_and_build() {
    let course = Fixture::good();
    course.replace(CHAPTER, "count.py", "gone.py");
    for command in ["check", "build"] {
        let said = course.fails(&[command]);
        assert!(
            said.contains("book/src/one.md:10: cannot read `lessons/01-one/python/gone.py`"),
            "{said}"
        );
    }
}

#[test]
fn a_range_of_lines_is_refused() {
    let course = Fixture::good();
    course.replace(CHAPTER, ":add-one", ":2:4");
    assert!(course.fails(&["check"]).contains("one.md:6: a range of lines, which drifts"));
}

#[test]
fn an_anchor_that_no_chapter_shows_is_told() {
    check(
        |course| {
            course.replace(
                COUNTER,
                "impl Counter {",
                "// ANCHOR: all\nimpl Counter {\n// ANCHOR_END: all",
            );
        },
        "lessons/01-one/src/counter.rs:1: no chapter shows the anchor `all`: include it, or take it away",
    );
}

#[test]
fn an_anchor_is_kebab_case() {
    check(
        |course| {
            course.replace(COUNTER, "add-one", "add_one");
            course.replace(CHAPTER, ":add-one", ":add_one");
        },
        "lessons/01-one/src/counter.rs:2: the anchor `add_one` is not kebab-case: write it like `acquire-loop`",
    );
}

#[test]
fn an_anchor_is_unique_in_its_file() {
    check(
        |course| {
            course.replace(
                COUNTER,
                "add-one\n}",
                "add-one\n}\n// ANCHOR: add-one\n// ANCHOR_END: add-one",
            );
        },
        "lessons/01-one/src/counter.rs:9: a second anchor `add-one` in this file: give each a name of its own",
    );
}

#[test]
fn rust_typed_by_hand_is_refused() {
    chapter(
        "## Code\n",
        "## Code\n\n```rust\nlet x = 1;\n```\n",
        "book/src/one.md:6: `rust` code typed by hand: put it in a file that is run, and write \
         `{{#include path:anchor}}`",
    );
}

#[test]
fn an_empty_block_is_refused() {
    chapter(
        "## Code\n",
        "## Code\n\n```rust\n```\n",
        "book/src/one.md:5: an empty code block: include what it is to show",
    );
}

#[test]
fn a_block_that_is_not_run_is_refused() {
    chapter(
        "```rust\n",
        "```rust,ignore\n",
        "book/src/one.md:5: a `ignore` block: what a reader sees is run; include it from a tested file",
    );
}

#[test]
fn output_typed_by_hand_is_refused() {
    chapter(
        "$ cargo test\n",
        "$ cargo test\nok\n",
        "book/src/one.md:14: a `console` block holds commands only, each after `$ `: show output with \
         `{{#output file.txt}}`",
    );
}

#[test]
fn rust_from_outside_the_tested_folders_is_refused() {
    check(
        |course| {
            course.write("notes/x.rs", "fn main() {}\n");
            course.replace(
                CHAPTER,
                "## Code\n",
                "## Code\n\n```rust\n{{#include ../../notes/x.rs}}\n```\n",
            );
        },
        "book/src/one.md:6: `notes/x.rs` is not run: a `rust` block shows a `.rs` file below lessons, exercises, \
         solutions or tools",
    );
}

#[test]
fn an_unknown_directive_is_refused() {
    let course = Fixture::good();
    course.replace(CHAPTER, "{{#trace ", "{{#trase ");
    assert!(course.fails(&["check"]).contains("one.md:21: no directive is called `trase`"));
}

#[test]
fn a_directive_amid_a_line_is_refused() {
    let course = Fixture::good();
    course.replace(CHAPTER, "{{#trace ", "See {{#trace ");
    assert!(
        course
            .fails(&["build"])
            .contains("one.md:21: `trace` amid a line: give it a line of its own")
    );
}

#[test]
fn a_misspelt_option_is_refused() {
    let course = Fixture::good();
    course.replace(CHAPTER, "title=", "titel=");
    assert!(course.fails(&["build"]).contains("one.md:17: `output` has no option `titel`"));
}

#[test]
fn a_snapshot_of_another_version_is_refused_even_where_it_says_what_nobody_understands() {
    let course = Fixture::good();
    course.replace("lessons/01-one/traces/lost-update.json", "\"load\"", "\"teleport\"");
    course.replace("lessons/01-one/traces/lost-update.json", "\"version\": 2", "\"version\": 9");
    let said = course.fails(&["build"]);
    assert!(
        said.contains("one.md:21: `lessons/01-one/traces/lost-update.json` has version 9"),
        "{said}"
    );
}

#[test]
fn a_dead_link_is_told() {
    chapter(
        "(two.md)",
        "(three.html)",
        "book/src/one.md:38: the link `three.html` leads to no page and no file of the book: correct it",
    );
}

#[test]
fn a_dead_fragment_is_told() {
    check(
        |course| course.replace("book/src/two.md", "#code", "#cod"),
        "book/src/two.md:3: the link `one.html#cod` leads to no heading of that page: correct what follows the `#`",
    );
}

#[test]
fn a_missing_image_is_told() {
    chapter(
        "See ",
        "![A lock](lock.png) See ",
        "book/src/one.md:38: the link `lock.png` leads to no page and no file of the book: correct it",
    );
}

#[test]
fn an_address_without_https_is_told() {
    chapter(
        "https://example.org/x",
        "http://example.org/x",
        "book/src/one.md:38: the link `http://example.org/x` is not encrypted: write `https`",
    );
}

#[test]
fn a_chapter_outside_the_summary_is_told() {
    check(
        |course| course.write("book/src/lost.md", "# Lost\n"),
        "book/src/lost.md:1: no reader finds this chapter: list it in `book/src/SUMMARY.md`",
    );
}

#[test]
fn a_chapter_that_is_only_in_the_summary_is_told() {
    check(
        |course| course.replace("book/src/SUMMARY.md", "(two.md)", "(two.md)\n- [Three](tow.md)"),
        "book/src/SUMMARY.md:5: `book/src/tow.md` does not exist: write it, or take it from the list",
    );
}

#[test]
fn code_in_a_readme_must_stand_in_a_file_that_is_run() {
    check(
        |course| course.replace("exercises/01a-first/README.md", "u64 {", "u32 {"),
        "exercises/01a-first/README.md:10: these lines stand in no file of `exercises/01a-first`, of its solution or \
         of its lesson: copy them from one that is run",
    );
}

#[test]
fn python_that_fails_is_told() {
    let course = Fixture::good();
    course.write("lessons/01-one/python/count.py", "raise SystemExit('no luck')\n");
    let output = course.run(&["check"]);
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    // A machine without Python says so instead.
    assert!(
        said.contains("lessons/01-one/python/count.py:1: Python fails with")
            && said.contains("no luck")
            || said.contains("python3 not found: 1 Python block not run"),
        "{said}"
    );
}

#[test]
fn html_that_is_left_open_is_told() {
    let course = Fixture::good();
    course.replace("book/src/two.md", "Back", "<em>Back");
    assert!(
        course
            .fails(&["check"])
            .contains("mdBook warns: unclosed HTML tag `<em>` found in `two.md`")
    );
}
