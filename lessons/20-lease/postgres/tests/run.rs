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
    let at = printed.find("\na session lock").expect("the story of the session locks");
    expect_file!["../../outputs/postgres.txt"].assert_eq(&printed[..at]);
    expect_file!["../../outputs/postgres-session.txt"].assert_eq(&printed[at + 1..]);
}
