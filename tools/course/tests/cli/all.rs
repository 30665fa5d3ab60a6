//! The commands that are about everything at once: `check`, `reset --all`, `doctor`, `completions`.

use std::fs;

use serde_json::{Value, json};

use crate::fixture::Course;

#[test]
fn check_judges_everything_and_remembers() {
    let course = Course::new();
    course.run("run 01b").code(0);
    course.solve("01a-add-one");
    course.run("list").says("0 of 3 solved").says("open    01a");
    course.run("check").code(0).quiet().looks_like("check");
    course.run("list").code(0).says("1 of 3 solved").quiet();
    course.write("exercises/01a-add-one/src/lib.rs", "pub fn add_one() -> u32 { two }\n");
    fs::remove_file(course.path("exercises/01b-both-orders/src/lib.rs")).unwrap();
    course.solve("02a-come-back");
    let ran = course.run("check").code(0);
    ran.says("does not compile")
        .says("lib.rs`\n                            is missing: ")
        .says("1 of 3 solved, 2 are open.");
}

#[test]
fn check_says_when_all_is_solved() {
    let course = Course::new();
    for folder in ["01a-add-one", "01b-both-orders", "02a-come-back"] {
        course.solve(folder);
    }
    course.run("check").code(0).says("All 3 exercises are solved.");
}

#[test]
fn check_may_be_about_a_few() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("check 01").code(0).says("1 of 2 solved, 1 is open.").does_not_say("02a");
    course.run("check add-one").code(0).says("It is solved.");
    course.run("check add-one --exit-code").code(0);
    course.run("check 01 --exit-code").code(1).says("1 of 2 solved");
    course.run("check 03").code(1).complains("there is no exercise `03`");
}

#[test]
fn check_talks_to_other_programs() {
    let course = Course::new();
    course.solve("01a-add-one");
    fs::remove_file(course.path("exercises/02a-come-back/src/lib.rs")).unwrap();
    let output = course.command("check --format json").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let records: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!course.path(".progress").exists(), "another program has no progress");
    let tests = ["the_result_is_one_more", "nothing_is_added_twice", "also_of_large_numbers"];
    let solved = json!({
        "version": 1, "exercise": "add-one", "number": "01a", "lesson": "01-count", "state": "solved",
        "passing": tests,
    });
    let message = "An interleaving breaks this.\n\n 1   A takes left\n 2   B takes right";
    let open = json!({
        "version": 1, "exercise": "both-orders", "number": "01b", "lesson": "01-count", "state": "open",
        "kind": "deadlock",
        "failing": [{ "test": "no_thread_waits_forever", "kind": "deadlock", "message": message }],
        "counterexample": { "failure": { "kind": "deadlock" }, "schedule": "A B", "trace": { "version": 2 } },
    });
    let missing = "`exercises/02a-come-back/src/lib.rs` is missing: `cargo run -- reset come-back` puts it back as it was shipped";
    let missing = json!({
        "version": 1, "exercise": "come-back", "number": "02a", "lesson": "02-wait", "state": "no_verdict",
        "errors": [missing],
    });
    assert_eq!(records, [solved, open, missing]);

    course.write("exercises/01a-add-one/src/lib.rs", "pub fn add_one() -> u32 { two }\n");
    course.solve("01b-both-orders");
    let tests = "exercises/01b-both-orders/tests/check.rs";
    course.tamper(tests, &format!("{}\n", course.read(tests)));
    let ran = course.run("check 01 --format json --exit-code").code(1).quiet();
    ran.says(r#""state":"open","kind":"compile","errors":["error"#).says(&format!(
        r#""state":"changed","passing":["no_thread_waits_forever"],"changed":["{tests}"]"#
    ));
    course.run("check --help").code(0).says("Exit code: 0 when everything was judged");
}

#[test]
fn reset_all_keeps_what_was_written() {
    let course = Course::new();
    course.run("reset --all").code(0).says("All exercises are already as they were shipped.");
    let shipped = course.read("exercises/01a-add-one/src/lib.rs");
    course.solve("01a-add-one");
    fs::remove_file(course.path("exercises/02a-come-back/src/lib.rs")).unwrap();
    let why = "2 exercises would be put back: `cargo run -- reset --all --yes` does it";
    course.run("reset --all").code(1).complains(why);
    course.run("reset --all --yes").code(0).says("`.backups/add-one.1.rs`");
    assert_eq!(course.read("exercises/01a-add-one/src/lib.rs"), shipped);
    assert!(course.path("exercises/02a-come-back/src/lib.rs").exists());
    course.run("reset").code(2);
}

#[test]
fn doctor_says_what_to_do() {
    let course = Course::new();
    let ran = course.run("doctor").code(1).quiet();
    ran.says("toolchain  rustc 1.")
        .says("a program can be built, and runs")
        .says("GB are free")
        .says("can be written")
        .says("nothing sets `rust-analyzer.cargo.targetDir`");
    course.write(".vscode/settings.json", "{ \"rust-analyzer.cargo.targetDir\": true }");
    course.run("doctor").code(0).says("gives rust-analyzer a target folder");
    course.write("rust-toolchain.toml", "[toolchain]\nchannel = \"1.0.0\"\n");
    // Whether it can be installed or not: what is there is not what is wanted.
    let output = course.command("doctor").env("RUSTUP_TOOLCHAIN", toolchain()).output();
    course.ran("doctor", output.unwrap()).code(1).says("with 1.0.0");
}

#[test]
fn shells_complete_the_commands() {
    let course = Course::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        course
            .run(&format!("completions {shell}"))
            .code(0)
            .says("solution")
            .complains("alias course=");
    }
    // What completes arguments and not only commands completes names as well.
    for shell in ["bash", "zsh"] {
        course.run(&format!("completions {shell}")).says("both-orders").says("02a");
    }
    course.run("completions tcsh").code(2).complains("invalid value 'tcsh'");
}

/// The toolchain that runs this test.
fn toolchain() -> String {
    std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_else(|_| "stable".into())
}
