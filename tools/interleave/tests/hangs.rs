//! A thread of a model that takes no step any more ends the process, in words. Each test runs itself once more, in a
//! process of its own, where the program hangs.

use std::process::Command;
use std::sync::Mutex as StdMutex;
use std::sync::atomic::{AtomicBool as StdBool, Ordering::SeqCst as STD};

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{FailureKind, report, thread};

/// Says in the child which test is to hang.
const HANGS: &str = "INTERLEAVE_TEST_HANGS";

/// Runs `program` in a process of its own, which has to end by itself. Returns what that wrote to standard error, and
/// the last line of its report if it was to write one.
#[track_caller]
fn last_words(test: &str, reports: bool, program: fn()) -> (String, Option<report::Line>) {
    if std::env::var_os(HANGS).is_some() {
        program();
        return Default::default();
    }
    let path = std::env::temp_dir().join(format!("interleave-{}-{test}.jsonl", std::process::id()));
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", test]).env(HANGS, "yes").env_remove(report::VARIABLE);
    if reports {
        child.env(report::VARIABLE, &path);
    }
    let output = child.output().unwrap();
    let report = std::fs::read_to_string(&path).unwrap_or_default();
    let _ = std::fs::remove_file(&path);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(101), "{words}");
    (words, report.lines().last().map(|line| serde_json::from_str(line).unwrap()))
}

#[track_caller]
fn check(words: &str, expected: &[&str]) {
    if std::env::var_os(HANGS).is_none() {
        for expected in expected {
            assert!(words.contains(expected), "`{expected}` is missing in: {words}");
        }
    }
}

#[test]
fn a_std_mutex_that_is_held_across_steps() {
    let (words, _) = last_words("a_std_mutex_that_is_held_across_steps", false, || {
        interleave::model(|| {
            let (total, seats) = (StdMutex::new(0), AtomicU32::new(0));
            let add = || {
                let mut total = total.lock().unwrap();
                seats.fetch_add(1, SeqCst);
                *total += seats.load(SeqCst);
            };
            thread::scope(|s| {
                s.spawn(add);
                s.spawn(|| {
                    seats.load(SeqCst);
                    add();
                });
            });
        });
    });
    let expected = [
        "\na_std_mutex_that_is_held_across_steps: thread B has taken no step for 4 seconds",
        "tests/hangs.rs:",
        "    seats.load(SeqCst);\n",
        "a lock, a channel or an atomic of std's own",
    ];
    check(&words, &expected);
}

#[test]
fn a_loop_without_a_step() {
    let (words, line) = last_words("a_loop_without_a_step", true, || {
        let done = StdBool::new(false);
        interleave::model(|| {
            thread::scope(|s| {
                let looks = || {
                    while !done.load(STD) {
                        std::hint::spin_loop();
                    }
                };
                thread::Builder::new().name("looker".into()).spawn_scoped(s, looks).unwrap();
                s.spawn(|| done.store(true, STD));
            });
        });
    });
    check(&words, &[]);
    if let Some(line) = line {
        assert_eq!(line.kind, Some(report::Kind::Hang));
        assert!(line.summary.starts_with("thread `looker` has taken no step"), "{}", line.summary);
        assert!(line.summary.contains("and has not taken a step since"), "{}", line.summary);
        assert!(!words.contains("looker"), "who asked for a report reads it there: {words}");
    }
}

/// The guard is on the stack of an execution that failed, and was abandoned: it is never released.
#[test]
fn a_counterexample_that_is_known_is_shown_first() {
    static LOG: StdMutex<Vec<u32>> = StdMutex::new(Vec::new());
    let (words, line) = last_words("a_counterexample_that_is_known_is_shown_first", true, || {
        interleave::model(|| {
            let m = Mutex::new(0);
            let mut log = LOG.lock().unwrap();
            log.push(1);
            let _one = m.lock();
            let _two = m.lock();
        });
    });
    check(&words, &[]);
    if let Some(line) = line {
        assert_eq!(line.kind, Some(report::Kind::Failure(FailureKind::Deadlock)));
        let picture = line.summary.find("m.lock").expect("the picture");
        assert!(
            picture < line.summary.find("looking for a simpler run").unwrap(),
            "{}",
            line.summary
        );
    }
}
