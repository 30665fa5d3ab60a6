//! Files are saved in many ways, and the verdict follows.

use std::fs;

use crate::fixture::{ADD_ONE, Course};
use crate::terminal::Terminal;

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

#[test]
fn every_way_to_save_is_noticed() {
    let course = Course::new();
    let shipped = course.read(ADD_ONE);
    let solved = course.read("solutions/01a-add-one/src/lib.rs");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED);

    // In place.
    course.write(ADD_ONE, &solved);
    terminal.stands("Solved.");

    // By renaming, beside the leavings of an editor.
    course.write("exercises/01a-add-one/src/.lib.rs.swp", "x");
    course.write("exercises/01a-add-one/src/4913", "x");
    course.write("exercises/01a-add-one/src/lib.rs~", &solved);
    fs::write(course.path("new.rs"), &shipped).unwrap();
    fs::rename(course.path("new.rs"), course.path(ADD_ONE)).unwrap();
    terminal.stands(FAILED);

    // By deleting first.
    fs::remove_file(course.path(ADD_ONE)).unwrap();
    course.write(ADD_ONE, &solved);
    terminal.stands("Solved.");

    // By moving an older file here: cargo goes by its time.
    let old = course.path("old.rs");
    fs::write(&old, &shipped).unwrap();
    let long_ago =
        std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().append(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    fs::rename(&old, course.path(ADD_ONE)).unwrap();
    terminal.stands(FAILED);

    // Fifty times, and the last one counts.
    for edit in 0..50 {
        course.write(ADD_ONE, &format!("{shipped}// {edit}\n"));
    }
    course.write(ADD_ONE, &solved);
    terminal.stands("Solved.");

    // The folder is deleted, and comes back.
    fs::rename(course.path("exercises/01a-add-one/src"), course.path("away")).unwrap();
    terminal.says("Error: `exercises/01a-add-one/src/lib.rs` is missing").says("puts it back");
    terminal.press("xy").says("is back as it was shipped.").stands(FAILED);
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn an_exercise_folder_that_is_gone_is_told_and_comes_back() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED);
    fs::rename(course.path("exercises/01a-add-one"), course.path("away")).unwrap();
    terminal.says("Error: `exercises/01a-add-one/Cargo.toml` is missing.");
    terminal.says("Take its folder from a fresh copy").forgets("Here `x`");
    terminal.press("t").says("Error: cannot read `exercises/01a-add-one/README.md`");
    terminal.press("h").press("l").says("Where to?").press("l");
    course.replace("away/src/lib.rs", "    n\n", "    n + 1\n");
    fs::rename(course.path("away"), course.path("exercises/01a-add-one")).unwrap();
    terminal.stands("Solved.").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn an_edit_during_a_run_calls_it_off() {
    let course = Course::new();
    course.replace("exercises/02a-come-back/Cargo.toml", "deadline = 1", "deadline = 600");
    let mut terminal = Terminal::open(&course, "run 02a");
    terminal.says("Running the tests for ");
    course.solve("02a-come-back");
    terminal.stands("Solved.").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn what_a_test_prints_does_not_spoil_the_screen() {
    let course = Course::new();
    let body = "pub fn add_one(n: u32) -> u32 {\n    println!(\"one\\ttwo\\rthree\\x1b[2J\\x1b[5;5Hfour \\x07\");\n    n\n}\n";
    course.write(ADD_ONE, body);
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).says("one    twothree").looks_like("printed").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn tests_that_were_changed_are_told_and_do_not_count() {
    let course = Course::new();
    let tests = "exercises/01a-add-one/tests/check.rs";
    let shipped = course.read(tests);
    course.solve("01a-add-one");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands("Solved.");
    course.tamper(tests, &format!("{shipped}\n// mine\n"));
    terminal.says("Solved, but with changed tests: it does not count.").says(tests);
    course.tamper(tests, &shipped);
    terminal.stands("Solved.").press("q");
    assert_eq!(terminal.end(), 0);
}
