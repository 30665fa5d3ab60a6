//! What goes wrong is told with the file, and what to do.

use std::fs;
use std::process::Stdio;

use crate::fixture::{ADD_ONE, Course};

#[test]
fn an_unknown_exercise_gets_a_suggestion() {
    let course = Course::new();
    let list = "`cargo run -- list` shows all of them";
    course.run("run ad-one").code(1).complains(&format!(
        "error: there is no exercise `ad-one`: did you mean `add-one`? {list}"
    ));
    course
        .run("hint zebra")
        .code(1)
        .complains(&format!("error: there is no exercise `zebra`. {list}"));
}

#[test]
fn a_lesson_gets_its_exercises() {
    let course = Course::new();
    let exercises = "its exercises: `01a` (add-one), `01b` (both-orders)";
    for lesson in ["01", "1", "lesson01", "01-count", "lessons/01-count/"] {
        let arguments = format!("run {lesson}");
        let error = format!("error: `{lesson}` is a whole lesson; {exercises}");
        course.run(&arguments).code(1).complains(&error);
    }
    course
        .run("hint 02")
        .code(1)
        .complains("error: `02` is a whole lesson; its exercises: `02a` (come-back)");
    course.run("run 03").code(1).complains("error: there is no exercise `03`");
}

#[test]
fn outside_a_course_there_is_nothing_to_run() {
    let elsewhere = tempfile::tempdir().unwrap();
    let course = Course::new();
    let output = course.command("").current_dir(&elsewhere).output().unwrap();
    course
        .ran("elsewhere", output)
        .code(1)
        .complains("error: there is no course around `")
        .complains("change to");
}

#[test]
fn from_elsewhere_cargo_may_say_which_course_is_meant() {
    let elsewhere = tempfile::tempdir().unwrap();
    let course = Course::new();
    let mut command = course.command("list");
    command.current_dir(&elsewhere).env("CARGO_MANIFEST_DIR", course.path("tools/bookbinder"));
    course.ran("list", command.output().unwrap()).code(0).says("both-orders");
}

#[test]
fn a_deleted_file_can_be_put_back() {
    let course = Course::new();
    fs::remove_file(course.path(ADD_ONE)).unwrap();
    course.run("").code(1).complains(
        "error: `exercises/01a-add-one/src/lib.rs` is missing: `cargo run -- reset add-one` puts it back",
    );
    fs::remove_dir(course.path("exercises/01a-add-one/src")).unwrap();
    course.run("reset add-one").code(0).says("is back as it was shipped.");
    course.run("").code(0).says("Not solved yet.");
}

#[test]
fn without_the_shipped_copy_reset_replaces_nothing() {
    let course = Course::new();
    course.write(ADD_ONE, "// mine");
    fs::remove_file(course.path("solutions/01a-add-one/stub.rs")).unwrap();
    course
        .run("reset add-one")
        .code(1)
        .complains("error: cannot read `solutions/01a-add-one/stub.rs`, the file as it was shipped: take it from");
    assert_eq!(course.read(ADD_ONE), "// mine");
}

#[test]
fn without_a_place_for_the_copy_reset_replaces_nothing() {
    let course = Course::new();
    course.write(ADD_ONE, "// mine");
    course.write(".backups", "a file where a folder should be");
    course.run("reset add-one").code(1).complains("is left alone: cannot copy it to `.backups`");
    assert_eq!(course.read(ADD_ONE), "// mine");
}

#[test]
fn a_missing_task_is_named() {
    let course = Course::new();
    fs::remove_file(course.path("exercises/01a-add-one/README.md")).unwrap();
    course.run("").code(1).complains("error: cannot read `exercises/01a-add-one/README.md`: ");
}

#[test]
fn a_manifest_that_declares_nonsense_is_named() {
    let course = Course::new();
    course.replace("exercises/01a-add-one/Cargo.toml", "\"assertion\"", "\"bad luck\"");
    course
        .run("list")
        .code(1)
        .complains("exercises/01a-add-one/Cargo.toml`: `bad luck` isn't a kind of failure");
}

#[test]
fn what_cargo_cannot_read_is_told_in_its_own_words() {
    let course = Course::new();
    course.replace("exercises/01a-add-one/Cargo.toml", "[lib]", "[lib");
    course
        .run("")
        .code(1)
        .complains("error: `cargo metadata` failed: ")
        .complains("unclosed table");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let course = Course::new();
    for arguments in ["list", "", "--help"] {
        let mut command = course.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        course.ran(arguments, output).code(0).quiet();
    }
}

#[cfg(unix)]
#[test]
fn it_works_with_its_input_and_output_closed() {
    let course = Course::new();
    let runner = course.command("");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "exec \"$@\" <&- 2>&-", "sh"]).arg(runner.get_program());
    command.current_dir(course.path(".")).env("COLUMNS", "80").env_remove("CARGO_TARGET_DIR");
    course
        .ran("without input and errors", command.output().unwrap())
        .code(0)
        .says("Not solved yet.");
}
