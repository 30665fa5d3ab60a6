//! What is remembered, and what happens when it is lost.

use std::fs;

use crate::fixture::Course;

#[test]
fn progress_is_text_that_goes_by_names() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("").code(0).says("Solved.");
    course.run("hint both-orders").code(0);
    let text = course.read(".progress");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        lines,
        ["course progress 1", "current add-one", "solved add-one", "hints both-orders 1"]
    );
}

#[test]
fn what_is_broken_again_counts_as_open_again() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("").code(0);
    course.run("list").says("1 of 3 solved");
    course.replace("exercises/01a-add-one/src/lib.rs", "n + 1", "n + 2");
    course.run("").code(0).says("Not solved yet.");
    course.run("list").says("0 of 3 solved");
}

#[test]
fn rubbish_is_kept_and_progress_rebuilt_from_the_tests() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.write(".progress", "\0rubbish");
    course.run("list").code(0).says("1 of 3 solved").looks_like("rubbish");
    assert_eq!(course.read(".backups/progress.1.txt"), "\0rubbish");
    course.run("list").code(0).says("1 of 3 solved").quiet();
}

#[test]
fn a_file_that_is_no_text_is_rubbish_too() {
    let course = Course::new();
    fs::write(course.path(".progress"), [0xff, 0xfe]).unwrap();
    course
        .run("list")
        .code(0)
        .complains("note: `.progress` cannot be used: it is not text; a copy is");
}

#[test]
fn a_file_of_a_newer_course_is_kept() {
    let course = Course::new();
    course.write(".progress", "course progress 2\nsolved all\n");
    let note =
        "it was written by a newer version of the course; a copy is `.backups/progress.1.txt`";
    course.run("list").code(0).complains(note);
    assert_eq!(course.read(".backups/progress.1.txt"), "course progress 2\nsolved all\n");
}

#[test]
fn a_missing_file_is_rebuilt_from_what_was_changed() {
    let course = Course::new();
    course.solve("01b-both-orders");
    course.run("list").code(0).says("1 of 3 solved").complains(
        "note: `.progress` is missing; rebuilding it from the tests of 1 exercise that you changed",
    );
    course.run("list").code(0).quiet();
}

#[test]
fn on_a_fresh_clone_nothing_is_rebuilt() {
    let course = Course::bare();
    course.run("list").code(0).quiet();
    assert!(!course.path("target").exists());
}

#[test]
fn progress_that_cannot_be_saved_stops_nothing() {
    let course = Course::new();
    course.write(".progress/in-the-way", "");
    let saved = "note: progress cannot be saved: cannot write `.progress`: ";
    course.run("").code(0).says("Not solved yet.").complains(saved);
    course.run("hint").code(0).says("Hint 1 of 2").complains(saved);
    let left = fs::read_dir(course.path("."))
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert_eq!(left.filter(|name| name.ends_with(".tmp")).count(), 0);
}

#[test]
fn where_the_target_folder_cannot_be_written_tests_are_built_elsewhere() {
    let course = Course::bare();
    course.write("target", "a file where a folder should be");
    course.run("").code(0).says("Not solved yet.").quiet();
    // In a folder of the user's own, not in the one that all users of the machine share.
    assert!(course.path("tmp/racy-to-guarded/target/debug").is_dir());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_moved_out_of_the_way() {
    use std::os::unix::fs::PermissionsExt;

    let course = Course::new();
    let text = "course progress 1\nsolved both-orders\n";
    course.write(".progress", text);
    let none = fs::Permissions::from_mode(0o000);
    fs::set_permissions(course.path(".progress"), none).unwrap();
    // root may read it nevertheless, and then there is nothing to say.
    let is_root = fs::read(course.path(".progress")).is_ok();
    let ran = course.run("list").code(0);
    if is_root {
        ran.says("1 of 3 solved").quiet();
        return;
    }
    ran.complains(
        "note: `.progress` cannot be used: permission denied (os error 13); it is \
         `.backups/progress.1.txt` now; it starts afresh",
    );
    let some = fs::Permissions::from_mode(0o600);
    fs::set_permissions(course.path(".backups/progress.1.txt"), some).unwrap();
    assert_eq!(course.read(".backups/progress.1.txt"), text);
    course.run("list").code(0).quiet();
}

#[test]
fn what_cannot_be_used_and_cannot_be_kept_elsewhere_stays() {
    let course = Course::new();
    course.write(".backups", "a file where a folder should be");
    course.write(".progress", "\0rubbish");
    let note = "line is not `course progress 1`; it stays there, so nothing is saved; it starts";
    course.run("hint").code(0).says("Hint 1 of 2").complains(note);
    course.run("hint").code(0).says("Hint 1 of 2").complains(note);
    assert_eq!(course.read(".progress"), "\0rubbish");
}

#[cfg(unix)]
#[test]
fn in_a_folder_that_is_read_only_all_works_but_saving() {
    use std::os::unix::fs::PermissionsExt;

    let course = Course::new();
    course.run("").code(0);
    fs::remove_file(course.path(".progress")).unwrap();
    let set =
        |mode| fs::set_permissions(course.path("."), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    // root may write it nevertheless, and then there is nothing to say.
    let is_root = fs::write(course.path("probe"), "").is_ok();
    let ran = course.run("").code(0).says("Not solved yet.");
    set(0o755);
    if is_root {
        ran.quiet();
    } else {
        ran.complains(
            "note: progress cannot be saved: cannot write `.progress`: permission denied",
        );
    }
}
