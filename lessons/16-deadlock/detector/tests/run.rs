//! Runs the program, and keeps what it prints for the book.

use std::process::Command;

use expect_test::expect_file;

#[test]
fn the_detector_finds_deadlocks_of_parking_lots_locks_and_no_others() {
    let run = Command::new(env!("CARGO_BIN_EXE_lesson16-detector")).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let printed = String::from_utf8(run.stdout).unwrap().replace("\r\n", "\n");
    expect_file!["../../outputs/detector.txt"].assert_eq(&printed);
}
