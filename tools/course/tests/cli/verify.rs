//! `verify` says that all is as declared, or exactly what is off.

use std::fs;
use std::sync::LazyLock;

use crate::fixture::Course;

#[test]
fn what_is_as_declared_is_shown_in_a_table() {
    Course::new().run("verify").code(0).quiet().without_times().looks_like("verify");
}

#[test]
fn one_exercise_can_be_verified_alone() {
    let course = Course::new();
    course.run("verify add-one --repeat 1").code(0).says("2/2").does_not_say("both-orders");
}

const TWICE: &str = "solutions/01a-add-one/wrong/twice.rs";
const WRAPS: &str = "solutions/01a-add-one/right/wraps.rs";
const NOT_AT_ALL: &str = "solutions/01b-both-orders/wrong/not_at_all.rs";

/// What is said of a course in which many things are off, each in a file of its own. They are judged in one run, because
/// building answers is what takes the time. Each test looks for its own, and one of them counts them.
static OFF: LazyLock<String> = LazyLock::new(|| {
    let course = Course::new();
    let like = |file: &str, name: &str, from: &str, to: &str| {
        let text = course.read(file);
        assert!(text.contains(from), "`{file}` has no `{from}`");
        let (folder, _) = file.rsplit_once('/').unwrap();
        course.write(&format!("{folder}/{name}.rs"), &text.replace(from, to));
    };
    like(TWICE, "passes", "n + 2", "n + 1");
    like(TWICE, "fails_elsewhere", ", also_of_large_numbers", "");
    like(TWICE, "does_not_compile", "n + 2", "n + two");
    like(TWICE, "names_no_tests", "//! by: ", "//! tests: ");
    like(WRAPS, "fails", "wrapping_add(1)", "wrapping_add(2)");
    like(WRAPS, "says_nothing", "//! right: ", "//! ");
    like(NOT_AT_ALL, "of_another_kind", "rejected: deadlock", "rejected: spin");
    course.replace("solutions/01a-add-one/src/lib.rs", "n + 1", "1");
    course.replace("exercises/01a-add-one/Cargo.toml", "\"assertion\"", "\"hang\"");
    let check = "exercises/01a-add-one/tests/check.rs";
    course.tamper(check, &format!("{}\n// more\n", course.read(check)));
    course.write("exercises/01a-add-one/src/given.rs", "//! Given.\n");
    course.run("verify 01 --repeat 1").code(1).stdout().to_owned()
});

#[track_caller]
fn check_off(expected: &str) {
    assert!(OFF.contains(expected), "no `{expected}` in:\n{}", *OFF);
}

#[test]
fn what_is_off_is_counted_and_nothing_else_is() {
    check_off("11 things are off\n");
}

#[test]
fn a_wrong_answer_that_passes_is_off() {
    check_off(
        "`solutions/01a-add-one/wrong/passes.rs`: expected that it fails in `also_of_large_numbers` (assertion), \
         `nothing_is_added_twice` (assertion), `the_result_is_one_more` (assertion); it passes",
    );
}

#[test]
fn a_wrong_answer_that_other_tests_reject_is_off() {
    check_off(
        "`solutions/01a-add-one/wrong/fails_elsewhere.rs`: expected that it fails in `nothing_is_added_twice` (assertion), \
         `the_result_is_one_more` (assertion); it fails in `also_of_large_numbers` (assertion), `nothing_is_added_twice`",
    );
}

#[test]
fn a_wrong_answer_of_another_kind_is_off_and_its_picture_is_shown() {
    check_off(
        "expected that it fails in `no_thread_waits_forever` (spin); it fails in `no_thread_waits_forever` (deadlock)\n    \
         An interleaving breaks this.",
    );
}

#[test]
fn a_wrong_answer_that_does_not_compile_is_off_unless_it_says_so() {
    check_off("it does not compile\n    error[E0425]: cannot find");
}

#[test]
fn a_right_answer_that_fails_is_off() {
    check_off("`solutions/01a-add-one/right/fails.rs`: expected that it passes; it fails in");
}

#[test]
fn a_right_answer_says_what_is_different_about_it() {
    check_off(
        "`solutions/01a-add-one/right/says_nothing.rs`: its first line is not `//! right: <what is different about it>`",
    );
}

#[test]
fn tests_whose_copy_says_something_else_are_off() {
    check_off("from `solutions/01a-add-one/shipped/tests/check.rs`, which is missing or differs");
}

#[test]
fn a_file_that_comes_with_an_exercise_without_a_copy_is_off() {
    check_off(
        "`exercises/01a-add-one/src/given.rs` comes with the exercise, and `reset` restores it \
         from `solutions/01a-add-one/src/given.rs`, which is missing or differs",
    );
}

#[test]
fn a_header_that_makes_no_sense_is_off() {
    check_off(
        "`solutions/01a-add-one/wrong/names_no_tests.rs`: its second line is not `//! by: test_name[, test_name…]`",
    );
}

#[test]
fn a_solution_that_fails_is_off() {
    check_off("`solutions/01a-add-one/src/lib.rs`: expected that it passes; it fails in");
}

#[test]
fn an_exercise_that_fails_in_another_way_is_off() {
    check_off(
        "`exercises/01a-add-one/src/lib.rs`: expected that it fails first with `hang`; it fails in",
    );
}

#[test]
fn the_build_script_of_an_exercise_is_run_for_each_of_its_answers() {
    let course = Course::new();
    let script = "fn main() {\n    println!(\"cargo::rustc-cfg=really\");\n}\n";
    course.write("exercises/01a-add-one/build.rs", script);
    course.replace(WRAPS, "wrapping_add(1)", "wrapping_add(if cfg!(really) { 1 } else { 2 })");
    course.run("verify add-one --repeat 1").code(0).says("2/2");
}

#[test]
fn a_whole_lesson_can_be_verified() {
    let course = Course::new();
    course
        .run("verify 01 --repeat 1")
        .code(0)
        .says("Tried: 3 wrong answers, 4 right answers.")
        .does_not_say("come-back");
}

#[test]
fn a_verdict_that_changes_is_off() {
    let flicker = "//! rejected: assertion — it depends\n//! by: no_thread_waits_forever\n\nuse std::{fs, sync::LazyLock};\n\n\
                   pub struct Flicker;\n\npub static SAME: LazyLock<bool> = LazyLock::new(|| {\n    \
                   fs::remove_file(\"flag\").is_ok() || {\n        fs::write(\"flag\", \"\").unwrap();\n        false\n    }\n});\n\n\
                   impl std::ops::Not for Flicker {\n    type Output = bool;\n    fn not(self) -> bool {\n        !*SAME\n    }\n}\n\n\
                   pub const SAME_ORDER: Flicker = Flicker;\n";
    let course = Course::new();
    course.write(NOT_AT_ALL, flicker);
    course
        .run("verify both-orders --repeat 4")
        .code(1)
        .says("flickers")
        .says("`solutions/01b-both-orders/wrong/not_at_all.rs` changes its mind: one run ");
}

#[test]
fn the_rules_of_the_repository_are_checked() {
    let course = Course::new();
    course.replace("exercises/01a-add-one/README.md", "<details>", "<div>");
    course.replace("exercises/01a-add-one/src/lib.rs", "TODO", "todo");
    course.replace("exercises/01a-add-one/Cargo.toml", "path = \"src/lib.rs\"", "");
    course.replace("exercises/01a-add-one/Cargo.toml", "01-count", "07-count");
    for folder in ["right", "wrong"] {
        fs::remove_dir_all(course.path("solutions/01a-add-one").join(folder)).unwrap();
    }
    course.run("verify 01a --repeat 1").code(1).without_times().looks_like("rules");
}
