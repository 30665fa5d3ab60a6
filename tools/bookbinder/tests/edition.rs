//! Quizzes, figures, folds, terms and listings: what the second edition of the chapters has to keep.

mod common;

use common::{CHAPTER, COUNTER, Fixture, chapter, check};

#[test]
fn a_wrong_option_without_a_reply_is_told() {
    check(
        |course| {
            course.replace(
                "lessons/01-one/traces/quiz.json",
                "\"0\": \"Each thread stores at least 1.\",",
                "",
            );
        },
        "book/src/one.md:25: `lessons/01-one/traces/quiz.json` has no reply to `0`: add it to `replies` in the test \
         that writes it",
    );
}

#[test]
fn an_option_of_a_quiz_block_without_a_reply_stops_check_and_build() {
    let course = Fixture::good();
    course.replace(CHAPTER, "  > Then both store 1.\n", "");
    let expected = "one.md:32: the option `Both threads may read 0.` has no reply: write it below";
    for command in ["check", "build"] {
        let said = course.fails(&[command]);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_number_that_is_not_there_stops_check_and_build() {
    let course = Fixture::good();
    course.replace(CHAPTER, "after=\"all\"", "after=\"some\"");
    let expected = "one.md:19: `lessons/01-one/output/run.txt` does not contain `some`";
    for command in ["check", "build"] {
        let said = course.fails(&[command]);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_number_typed_beside_an_output_is_told_in_the_second_edition() {
    let course = Fixture::good();
    course.replace(CHAPTER, "none failed", "none of 2000 failed");
    assert!(course.fails(&["check"]).contains(
        "one.md:19: `2000` is typed beside an output: take it from the output with `{{#number path after=\"…\"}}`"
    ));
    course.replace("book/book.toml", "one.md", "two.md");
    let said = course.fails(&["check"]);
    assert!(!said.contains("2000"), "{said}");
}

#[test]
fn a_long_output_that_is_not_folded_is_told() {
    let lines: String = (1..=9).map(|n| format!("{n} lines\n")).collect();
    check(
        |course| course.write("lessons/01-one/output/run.txt", &format!("all 6\n{lines}")),
        "book/src/one.md:17: an output of 10 rows: show the first ones with `rows=\"6\"`, and the rest unfolds",
    );
    let course = Fixture::good();
    course.write("lessons/01-one/output/run.txt", &format!("all 6\n{lines}"));
    course.replace(CHAPTER, "title=\"A run\"", "title=\"A run\" rows=\"6\"");
    course.succeeds(&["check"]);
}

#[test]
fn a_long_table_that_is_not_folded_is_told() {
    let table = format!("| n |\n|---|\n{}", "| x |\n".repeat(9));
    chapter(
        "## Code\n",
        &format!("## Code\n\n{table}"),
        "book/src/one.md:5: a table of 9 rows: put it between `<details>` and `</details>`",
    );
    let course = Fixture::good();
    let folded = format!("## Code\n\n<details>\n<summary>All</summary>\n\n{table}\n</details>\n");
    course.replace(CHAPTER, "## Code\n", &folded);
    course.succeeds(&["check"]);
}

#[test]
fn a_chapter_of_the_second_edition_has_two_quizzes() {
    chapter(
        "{{#quiz ../../lessons/01-one/traces/quiz.json}}\n",
        "",
        "book/src/one.md:1: a chapter needs 2 quizzes, and this has 1: see `tools/bookbinder/README.md`",
    );
}

/// The course with a glossary of one term, `race`.
fn with_glossary(course: &Fixture, entry: &str) {
    course
        .write("book/src/glossary.md", &format!("# Glossary\n\n{entry}\nA contest of threads.\n"));
    course.replace("book/src/SUMMARY.md", "(two.md)", "(two.md)\n\n---\n\n[Glossary](glossary.md)");
}

#[test]
fn the_first_use_of_a_term_leads_to_the_glossary() {
    let course = Fixture::good();
    with_glossary(&course, "## race\n<!-- chapter: one.md; aliases: races -->\n");
    course.replace(CHAPTER, "none failed.", "none failed: no races, and no race.");
    course.succeeds(&["check"]);
    course.succeeds(&["build"]);
    let link = "no <a class=\"term\" href=\"glossary.html#race\" title=\"A contest of threads.\">races</a>, and no race.";
    let page = course.page("one.html");
    assert!(page.contains(link), "{page}");
    let page = course.page("glossary.html");
    assert!(page.contains("<h2 id=\"race\">") && page.contains("<a href=\"one.html\">"), "{page}");
}

#[test]
fn a_page_after_the_chapters_is_linked_if_it_belongs_to_the_second_edition() {
    let course = Fixture::good();
    with_glossary(&course, "## race\n<!-- chapter: one.md -->\n");
    let summary = "# Summary\n\n- [Two](two.md)\n\n---\n\n[One](one.md)\n\n[Three](three.md)\n\n[Glossary](glossary.md)\n";
    course.write("book/src/SUMMARY.md", summary);
    course.write("book/src/three.md", "# Three\n\nA race.\n");
    course.replace(CHAPTER, "none failed.", "none failed: no race.");
    course.succeeds(&["check"]);
    course.succeeds(&["build"]);
    let link = "no <a class=\"term\" href=\"glossary.html#race\" title=\"A contest of threads.\">race</a>.";
    let page = course.page("one.html");
    assert!(page.contains(link), "{page}");
    let page = course.page("three.html");
    assert!(page.contains("A race."), "{page}");
}

#[test]
fn a_term_that_no_chapter_uses_is_told() {
    check(
        |course| with_glossary(course, "## race\n<!-- chapter: one.md -->\n"),
        "book/src/glossary.md:3: no chapter uses `race`: use it, or take it away",
    );
}

#[test]
fn a_term_that_another_chapter_uses_is_told() {
    check(
        |course| {
            with_glossary(course, "## race\n<!-- chapter: one.md -->\n");
            course.replace("book/src/two.md", "Back", "A race! Back");
        },
        "book/src/glossary.md:3: `one.md` does not use `race`, which it is to introduce; `two.md` does: name the right \
         chapter",
    );
}

#[test]
fn a_term_without_a_chapter_is_told() {
    check(
        |course| with_glossary(course, "## race\n"),
        "book/src/glossary.md:3: `race` is introduced by no chapter: write `<!-- chapter: NN-name.md -->` below its \
         heading",
    );
}

#[test]
fn a_listing_that_calls_what_the_page_does_not_show_is_told() {
    check(
        |course| course.replace(COUNTER, "seen + 1", "one_more(seen)"),
        "book/src/one.md:5: this listing calls `one_more`, which no listing of the page defines or imports: show it, \
         name it in code in the text before or right after, or leave it out",
    );
    let course = Fixture::good();
    course.replace(COUNTER, "seen + 1", "one_more(seen)");
    course.replace(CHAPTER, "## Code\n", "## Code\n\n`one_more` adds 1.\n");
    course.succeeds(&["check"]);
}
