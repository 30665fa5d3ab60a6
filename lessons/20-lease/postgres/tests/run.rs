//! Runs the program, and keeps what it prints for the book. On Unix, because elsewhere a process can't be stopped so.

#![cfg(unix)]

mod common;

use std::process::Command;

use expect_test::expect_file;

#[test]
fn the_story_is_the_one_in_the_book() {
    let run = Command::new(env!("CARGO_BIN_EXE_lesson20-postgres")).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let printed = String::from_utf8(run.stdout).unwrap();
    if let Some(why) = printed.strip_prefix("skipped: ") {
        return common::skipped("the_story_is_the_one_in_the_book", why.trim());
    }
    let stories: Vec<&str> = printed.trim_end().split("\n\n").collect();
    let files = [
        expect_file!["../../outputs/postgres-lease.txt"],
        expect_file!["../../outputs/postgres-tokens.txt"],
        expect_file!["../../outputs/postgres-session.txt"],
        expect_file!["../../outputs/postgres-two-sessions.txt"],
    ];
    assert_eq!(stories.len(), files.len(), "{printed}");
    for (file, story) in files.iter().zip(stories) {
        file.assert_eq(&format!("{story}\n"));
    }
}
