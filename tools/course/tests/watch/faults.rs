//! What goes wrong around it is said on the page, and it stays.

use std::fs;

use crate::fixture::{ADD_ONE, Course};
use crate::terminal::{Kind, PLAIN, Terminal};

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

#[test]
fn two_at_once_lose_nothing_of_each_other() {
    let course = Course::new();
    let mut one = Terminal::open(&course, "run 01a");
    one.stands(FAILED);
    let mut other = Terminal::open(&course, "run 01b");
    other.stands(FAILED);
    course.solve("01b-both-orders");
    other.stands("Solved.");
    course.solve("01a-add-one");
    one.stands("Solved.").says("2 of 3 solved");
    other.press("h").says("Hint 1 of 2");
    one.press("h").says("Hint 1 of 2");
    other.press("l").says("2 of 3 solved");
    for terminal in [&mut one, &mut other] {
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
    let progress = course.read(".progress");
    for line in ["solved add-one", "solved both-orders", "hints add-one 1", "hints both-orders 1"] {
        assert!(progress.contains(line), "no `{line}` in:\n{progress}");
    }
}

#[test]
fn a_progress_file_that_makes_no_sense_is_told_and_kept() {
    for (text, why) in [
        ("course progress 2\nsolved all\n", "it was written by a newer version of the course"),
        ("course progress 1\nsolv", "line 2 can't be read"),
        ("", "its first line is not"),
    ] {
        let course = Course::new();
        course.write(".progress", text);
        let mut terminal = Terminal::open(&course, "");
        terminal.stands(FAILED).says(why).says(".backups/progress.1.txt").press("q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(course.read(".backups/progress.1.txt"), text);
        assert!(course.read(".progress").starts_with("course progress 1\n"));
    }
}

#[test]
fn progress_that_cannot_be_saved_is_told_once_and_remembered_meanwhile() {
    let course = Course::new();
    course.write(".progress/in-the-way", "");
    course.write(".backups", "in the way as well");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).says("Note: progress cannot be saved");
    terminal.press("h").says("Hint 1 of 2").press("h").says("Hint 2 of 2");
    course.solve("01a-add-one");
    terminal.stands("Solved.").says("1 of 3 solved").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_path_with_spaces_and_other_letters_is_a_path() {
    let course = Course::named("Kürs für Ändere 競合");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED);
    course.solve("01a-add-one");
    terminal.stands("Solved.");
    terminal
        .press("xy")
        .says("is back as it was shipped.")
        .stands(FAILED)
        .press("b")
        .says("The chapter is `file:///");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_manifest_that_is_broken_meanwhile_is_told() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED);
    course.replace("exercises/01a-add-one/Cargo.toml", "[lib]", "[lib");
    terminal.says("Error: `cargo test").says("unclosed table");
    course.replace("exercises/01a-add-one/Cargo.toml", "[lib", "[lib]");
    terminal.stands(FAILED).press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_course_without_the_shipped_copy_says_so_and_stays() {
    let course = Course::new();
    fs::remove_file(course.path("solutions/01a-add-one/stub.rs")).unwrap();
    course.write(ADD_ONE, "// mine\n");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands("Does not compile. Save your file, and it runs again.");
    terminal.press("xy").says("Error: cannot read `solutions/01a-add-one/stub.rs`").press("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(course.read(ADD_ONE), "// mine\n");
}

/// Linux lets everybody mount things for themselves alone, unless the machine's owner forbids it. Elsewhere this
/// is not shown, and says so.
#[cfg(target_os = "linux")]
#[test]
fn in_a_checkout_that_is_read_only_everything_works_but_saving() {
    // The folder has to be entered again, for what one is in already is the folder below.
    const SCRIPT: &str =
        "mount --bind . . && cd \"$PWD\" && mount -o remount,bind,ro . && exec \"$@\"";
    if !crate::fixture::may_mount() {
        println!("not shown: this machine does not let us mount a folder read-only");
        return;
    }
    let (course, elsewhere) = (Course::new(), tempfile::tempdir().unwrap());
    let elsewhere = elsewhere.path().to_str().unwrap();
    let variables = [("NO_COLOR", "1"), ("TMPDIR", elsewhere)];
    let starter = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"];
    let kind = Kind { variables: &variables, ..PLAIN };
    let mut terminal = Terminal::within(&course, &starter, "", kind);
    terminal.stands(FAILED).says("Note: progress cannot be saved").says("read-only file system");
    terminal.press("h").says("Hint 1 of 2");
    // Read-only for the runner; another program may save.
    course.solve("01a-add-one");
    terminal.stands("Solved.").says("1 of 3 solved").press("xy");
    terminal.says("Error: `exercises/01a-add-one/src/lib.rs` is left alone").press("q");
    assert_eq!(terminal.end(), 0);
    assert!(!course.path(".progress").exists());
}
