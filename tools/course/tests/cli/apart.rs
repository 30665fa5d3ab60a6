//! One exercise is built in a small workspace, and nothing about it is different there.

use crate::fixture::{ADD_ONE, Course};

const MANIFEST: &str = "exercises/01a-add-one/Cargo.toml";
const GENERATED: &str = "target/course/exercise01a/Cargo.toml";

#[test]
fn one_exercise_is_built_without_the_other_packages_of_the_course() {
    let course = Course::new();
    course.run("run 01a").code(0).says("Not solved yet.");
    let (all, few) =
        (course.read("Cargo.lock"), course.read("target/course/exercise01a/Cargo.lock"));
    assert!(all.contains("exercise01b") && all.contains("bookbinder"), "{all}");
    assert!(few.contains("exercise01a"), "{few}");
    assert!(!few.contains("exercise01b") && !few.contains("bookbinder"), "{few}");
}

#[test]
fn profiles_and_lints_are_those_of_the_course() {
    let course = Course::new();
    course.solve("01a-add-one");
    let add_one = course.read(ADD_ONE);
    course.write(
        ADD_ONE,
        &format!("{add_one}\npub fn twice() {{\n    Some(2).map_or(Ok(()), Err);\n}}\n"),
    );
    let lint = course.read("Cargo.toml").contains("unused_must_use = \"deny\"");
    assert!(lint && course.read(MANIFEST).contains("[lints]\nworkspace = true"));
    course.run("run 01a").code(0).says("Does not compile.").says("-D unused-must-use");
    assert!(course.read(GENERATED).contains("[profile.dev]\ndebug = 0\n"));
}

#[test]
fn a_manifest_that_says_something_else_is_taken_as_it_is() {
    let course = Course::new();
    let manifest = course.read(MANIFEST);
    course.tamper(MANIFEST, &format!("{manifest}\n[features]\ndefault = [\"plus\"]\nplus = []\n"));
    let add_one = "pub fn add_one(n: u32) -> u32 {\n    n + cfg!(feature = \"plus\") as u32\n}\n";
    course.write(ADD_ONE, add_one);
    course.run("run 01a").code(0).says("Solved, but with changed tests");
}

#[test]
fn new_versions_of_packages_arrive_there() {
    let course = Course::new();
    course.run("run 01a").code(0);
    let before = course.read(GENERATED);
    let lock = course.read("Cargo.lock");
    course.tamper("Cargo.lock", &format!("{lock}\n"));
    course.run("run 01a").code(0).says("Not solved yet.");
    assert_ne!(course.read(GENERATED), before);
}
