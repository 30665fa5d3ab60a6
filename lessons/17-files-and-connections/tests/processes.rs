//! What holds for real processes that share a file. A child is this test program, started again for a single test.

#[allow(dead_code, reason = "a test has no use for its `main`")]
#[path = "../examples/killed.rs"]
mod killed;

use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs, io};

use lesson17::s6_journal::Journal;

/// What a child process has to do, and with which file.
const TASK: &str = "LESSON17_TASK";
const FILE: &str = "LESSON17_FILE";

/// This test program, for the test of this name.
fn again(test: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// Starts this test program again, for the test of this name, which finds `task` and `file`.
fn child(test: &str, task: &str, file: &Path) -> Child {
    again(test).env(TASK, task).env(FILE, file).spawn().unwrap()
}

/// What this process has to do, if it is a child.
fn task() -> Option<(String, PathBuf)> {
    Some((env::var(TASK).ok()?, env::var_os(FILE)?.into()))
}

#[track_caller]
fn check_succeeds(child: Child) {
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Waits until the child says so.
fn wait_for(child: &mut Child, word: &str) {
    let out = child.stdout.as_mut().unwrap();
    let found = BufReader::new(out).lines().map_while(Result::ok).any(|line| line == word);
    assert!(found, "the child ended before it said \"{word}\"");
}

/// Says a word to the parent.
fn say(word: &str) {
    println!("\n{word}");
    io::stdout().flush().unwrap();
}

/// Waits until the parent has closed the other end of the input.
fn wait_for_parent() {
    io::copy(&mut io::stdin(), &mut io::sink()).unwrap();
}

fn is_locked(path: &Path) -> bool {
    matches!(
        File::options().write(true).open(path).unwrap().try_lock(),
        Err(TryLockError::WouldBlock)
    )
}

#[test]
fn three_processes_lose_no_record_and_tear_none() {
    const RECORDS: usize = 40;
    if let Some((task, path)) = task() {
        let mut journal = Journal::open(&path).unwrap();
        for number in 0..RECORDS {
            journal.append(format!("{task} {number}").as_bytes()).unwrap();
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let test = "three_processes_lose_no_record_and_tear_none";
    let children = ["A", "B", "C"].map(|name| child(test, name, &path));
    for child in children {
        check_succeeds(child);
    }
    let mut records: Vec<String> = Journal::open(&path)
        .unwrap()
        .records()
        .unwrap()
        .into_iter()
        .map(|record| String::from_utf8(record).unwrap())
        .collect();
    let mut expected: Vec<String> = ["A", "B", "C"]
        .iter()
        .flat_map(|name| (0..RECORDS).map(move |n| format!("{name} {n}")))
        .collect();
    records.sort();
    expected.sort();
    assert_eq!(records, expected);
}

#[test]
fn a_process_that_is_killed_in_the_middle_leaves_half_a_record_and_no_lock() {
    if env::var_os(killed::JOURNAL).is_some() {
        return killed::child().unwrap();
    }
    let test = "a_process_that_is_killed_in_the_middle_leaves_half_a_record_and_no_lock";
    let story = killed::story(&mut again(test)).unwrap();
    expect_test::expect_file!["../outputs/killed.txt"].assert_eq(&story);
}

#[test]
fn a_child_that_has_inherited_the_file_keeps_it_locked_after_the_parent_has_closed_it() {
    // On Windows, the lock belongs to the process that has locked.
    if cfg!(not(unix)) {
        return;
    }
    if task().is_some() {
        say("started");
        // Its input is the file, so it waits until the parent closes a connection.
        let mut buffer = [0];
        use io::Read;
        let ends = std::net::TcpStream::connect(env::var("LESSON17_PARENT").unwrap());
        _ = ends.unwrap().read(&mut buffer);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let listener = std::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).unwrap();
    let test = "a_child_that_has_inherited_the_file_keeps_it_locked_after_the_parent_has_closed_it";
    let mut command = again(test);
    let parent = listener.local_addr().unwrap().to_string();
    command.env("LESSON17_PARENT", parent).env(TASK, "inherit").env(FILE, &path);
    // ANCHOR: inherited
    let file = File::create(&path).unwrap();
    file.lock().unwrap();
    let mut child = command.stdin(file).spawn().unwrap();
    drop(command); // `file` was in it. Now only the child has the file open.
    assert!(is_locked(&path));
    // ANCHOR_END: inherited
    wait_for(&mut child, "started");
    let (connection, _) = listener.accept().unwrap();
    assert!(is_locked(&path), "the parent has closed the file, and the child has it open");
    drop(connection);
    check_succeeds(child);
    assert!(!is_locked(&path), "both have closed the file");
}

#[test]
fn a_process_that_asks_for_no_lock_writes_into_a_locked_file() {
    // On Windows, the lock is not advisory: the write is refused.
    if cfg!(windows) {
        return;
    }
    if let Some((_, path)) = task() {
        let mut file = File::options().append(true).open(path).unwrap();
        return file.write_all(b"no lock").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let file = File::create(&path).unwrap();
    file.lock().unwrap();
    check_succeeds(child(
        "a_process_that_asks_for_no_lock_writes_into_a_locked_file",
        "write",
        &path,
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "no lock");
}

#[test]
fn while_a_child_holds_the_lock_another_process_gets_would_block_and_then_the_lock() {
    if let Some((_, path)) = task() {
        let file = File::options().write(true).open(path).unwrap();
        file.lock().unwrap();
        say("locked");
        wait_for_parent();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    File::create(&path).unwrap();
    let mut child = child(
        "while_a_child_holds_the_lock_another_process_gets_would_block_and_then_the_lock",
        "lock",
        &path,
    );
    wait_for(&mut child, "locked");
    assert!(is_locked(&path));
    drop(child.stdin.take());
    // It waits until the child has ended, which releases the lock, although nothing has unlocked it.
    File::options().write(true).open(&path).unwrap().lock().unwrap();
    check_succeeds(child);
}
