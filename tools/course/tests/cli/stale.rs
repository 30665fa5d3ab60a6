//! What is judged is what is in the file, however old the file looks.

use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

use crate::fixture::{ADD_ONE, Course};

const STUB: &str = "solutions/01a-add-one/stub.rs";
const SOLUTION: &str = "solutions/01a-add-one/src/lib.rs";

#[test]
fn a_file_from_an_archive_is_judged_for_what_is_in_it() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("").code(0).says("Solved.");
    course.unpack(ADD_ONE, &course.read(STUB));
    course.run("").code(0).says("Not solved yet.");
    course.run("list").says("0 of 3 solved");
    course.unpack(ADD_ONE, &course.read(SOLUTION));
    course.run("").code(0).says("Solved.");
}

#[test]
fn so_is_it_by_check() {
    let course = Course::new();
    course.unpack(ADD_ONE, &course.read(SOLUTION));
    course.run("check").code(0).says("1 of 3 solved");
    course.unpack(ADD_ONE, &course.read(STUB));
    course.run("check").code(0).says("0 of 3 solved");
}

#[test]
fn what_cargo_has_built_by_itself_is_not_believed() {
    let course = Course::new();
    course.run("").code(0).says("Not solved yet.");
    course.solve("01a-add-one");
    let build = |arguments: &str| {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.args(arguments.split(' ')).current_dir(course.path("."));
        for name in ["CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR"] {
            cargo.env_remove(name);
        }
        assert!(cargo.status().unwrap().success());
    };
    build("test --quiet --no-run -p exercise01a");
    course.unpack(ADD_ONE, &course.read(STUB));
    course.run("").code(0).says("Not solved yet.");
    // The library alone: the test program is built from it later.
    course.solve("01a-add-one");
    build("build --quiet -p exercise01a");
    course.unpack(ADD_ONE, &course.read(STUB));
    course.run("").code(0).says("Not solved yet.");
}

#[test]
fn tests_from_an_archive_count_as_well() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("").code(0).says("Solved.");
    let check = "exercises/01a-add-one/tests/check.rs";
    course.unpack(check, &course.read(check).replace("(add_one(1), 2)", "(add_one(1), 3)"));
    course.run("").code(0).says("1 of 3 tests fails.");
}

#[test]
fn what_is_up_to_date_is_not_built_again() {
    let course = Course::new();
    course.run("").code(0);
    let before = programs(&course);
    course.run("").code(0);
    course.run("check").code(0);
    assert!(!before.is_empty());
    assert_eq!(programs(&course), before);
}

/// The test programs, and when they were built.
fn programs(course: &Course) -> Vec<(PathBuf, SystemTime)> {
    let files = fs::read_dir(course.path("target/debug/deps")).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let is_program = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("check-") && !name.ends_with(".d")
    };
    let mut programs: Vec<_> = files
        .filter(is_program)
        .map(|path| (path.clone(), fs::metadata(path).unwrap().modified().unwrap()))
        .collect();
    programs.sort();
    programs
}
