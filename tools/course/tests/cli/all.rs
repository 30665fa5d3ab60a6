//! The commands that are about everything at once: `check`, `reset --all`, `doctor`, `completions`.

use std::fs;

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
    ran.says("does not compile").says("the file is missing").says("1 of 3 solved, 2 are open.");
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
