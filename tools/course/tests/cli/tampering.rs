//! What a teacher has to know: whether it was the shipped tests that passed, and whether they did.

use crate::fixture::{ADD_ONE, Course};

const CHECK: &str = "exercises/01a-add-one/tests/check.rs";
const MANIFEST: &str = "exercises/01a-add-one/Cargo.toml";
const CHANGED: &str = "Solved, but with changed tests: it does not count.";

#[test]
fn with_changed_tests_nothing_is_solved() {
    let course = Course::new();
    let shipped = course.read(CHECK);
    let changed = shipped.replace("add_one(1), 2", "add_one(1), 1").replace("1001", "1000");
    course.tamper(CHECK, &changed);
    course.run("").code(0).says(CHANGED).says(CHECK).says("`cargo run -- reset add-one --tests`");
    course.run("run --exit-code").code(1);
    course.run("list").code(0).says("0 of 3 solved");
    course.run("check").code(0).says("check.rs` was changed").says("0 of 3 solved");

    let mine = "// mine\npub fn add_one(n: u32) -> u32 {\n    n + 1\n}\n";
    course.write(ADD_ONE, mine);
    course.run("reset add-one --tests").code(0).says("check.rs` is back as it was shipped.");
    assert_eq!((course.read(CHECK), course.read(ADD_ONE)), (shipped, mine.to_owned()));
    assert_eq!(course.read(".backups/add-one.1.rs"), changed);
    course.run("").code(0).says("Solved.").does_not_say("changed");
    course.run("reset add-one --tests").code(0).says("are already as they were shipped.");
}

#[test]
fn what_fails_is_shown_also_with_changed_tests() {
    let course = Course::new();
    course.tamper(CHECK, &course.read(CHECK).replace("1001", "1002"));
    course.run("").code(0).says("Not solved yet.");
}

#[test]
fn a_changed_manifest_counts_as_changed_tests() {
    let course = Course::new();
    let shipped = course.read(MANIFEST);
    course.solve("01a-add-one");
    course.tamper(MANIFEST, &shipped.replace("deadline = 10", "deadline = 600"));
    course.run("").code(0).says(CHANGED).says(MANIFEST);
    course.run("reset add-one").code(0).says("Cargo.toml` is back as it was shipped.");
    assert_eq!(course.read(MANIFEST), shipped);
}

#[test]
fn a_build_script_that_does_not_belong_there_is_taken_away() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.tamper("exercises/01a-add-one/build.rs", "fn main() {}\n");
    course.run("").code(0).says(CHANGED).says("build.rs");
    let moved = "`exercises/01a-add-one/build.rs` does not belong there; it is\n`.backups/add-one.1.rs` now.";
    course.run("reset --all --yes --tests").code(0).says(moved);
    course.run("").code(0).says("Solved.");
}

#[test]
fn deleted_tests_are_put_back() {
    let course = Course::new();
    std::fs::remove_dir_all(course.path("exercises/01a-add-one/tests")).unwrap();
    course.run("reset add-one --tests").code(0).says("check.rs` is back as it was shipped.");
    course.run("").code(0).says("Not solved yet.");
}

/// What the harness prints for a test that passes, as far as it goes by what is read.
const FAKE: &str = "\
pub fn add_one(_: u32) -> u32 {
    for test in [\"the_result_is_one_more\", \"nothing_is_added_twice\", \"also_of_large_numbers\"] {
        println!(\"test {test} ... ok\");
    }
    println!(\"\\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.00s\\n\");
    std::process::exit(0)
}
";

#[test]
fn a_result_that_a_test_prints_is_none() {
    let course = Course::new();
    course.write(ADD_ONE, FAKE);
    course.run("").code(0).says("3 of 3 tests fail.").says("Something called `exit` before");
    course.run("check").code(0).says("0 of 3 solved");
}

#[test]
fn a_thread_that_ends_the_process_first_passes_nothing() {
    let course = Course::new();
    let body = FAKE.replace("pub fn add_one(_: u32) -> u32", "fn fake() -> !");
    let body = format!("{body}pub fn add_one(n: u32) -> u32 {{\n    std::thread::spawn(|| fake()).join().unwrap()\n}}\n")
        .replace("add_one(n", "add_one(_");
    course.write(ADD_ONE, &body);
    course.run("").code(0).says("3 of 3 tests fail.");
}

/// Code that runs before `main`, and names but one test: the one that it passes.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_lists_fewer_tests_than_are_written_has_no_verdict() {
    let course = Course::new();
    let early = "\
#[used]
#[unsafe(link_section = \".init_array\")]
static EARLY: extern \"C\" fn() = early;

extern \"C\" fn early() {
    if std::fs::read_to_string(\"/proc/self/cmdline\").unwrap().contains(\"--list\") {
        println!(\"nothing_is_added_twice: test\");
        std::process::exit(0);
    }
}
";
    course.write(ADD_ONE, &format!("{early}\npub fn add_one(n: u32) -> u32 {{\n    n\n}}\n"));
    course.run("").code(1).complains("does not list its test `the_result_is_one_more`");
    course.run("check").code(0).says("no verdict: ").says("0 of 3 solved");
}
