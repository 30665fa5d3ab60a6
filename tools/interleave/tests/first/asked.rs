//! Runs a test once more, in a process of its own, with the run that broke it before.

use std::env;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use interleave::Counterexample;
use interleave::report::{Before, Broken, End, FIRST, Fate, Line, Retried, VARIABLE};
use interleave::trace::FORMAT;

/// Says in the child that it is one.
const CHILD: &str = "INTERLEAVE_TEST_FIRST";

/// What the child said, with the run from before and without it.
pub struct Said {
    pub retried: Vec<Retried>,
    pub verdicts: Vec<Line>,
    pub output: Output,
}

/// The file of a run that broke this test before.
pub fn before(test: &str, search: usize, run: Counterexample) -> String {
    let broken = Broken { search, counterexample: Box::new(run) };
    let before = Before { version: FORMAT, tests: [(test.to_owned(), broken)].into() };
    serde_json::to_string(&before).unwrap()
}

/// Asks `now` in a child, with this file and without it; the verdicts must be the same. None in the child.
#[track_caller]
pub fn ask(test: &str, file: impl FnOnce() -> String, now: impl Fn()) -> Option<Said> {
    if is_child() {
        // How it ends is in the report. Nothing else may be searched here, because searches are counted.
        let _ = catch_unwind(AssertUnwindSafe(now));
        return None;
    }
    let path = path(test, "before");
    fs::write(&path, file()).unwrap();
    let said = child(test, Some(&path), true);
    let alone = child(test, None, true);
    fs::remove_file(&path).unwrap();
    assert!(alone.retried.is_empty(), "{:?}", alone.retried);
    assert_eq!(said.verdicts, alone.verdicts, "the verdict is another one");
    assert_eq!(said.output.stderr, alone.output.stderr, "the picture is another one");
    Some(said)
}

/// What has become of the run that breaks `before`, in `now`. None in the child.
#[track_caller]
pub fn fate(test: &str, before: impl Fn(), now: impl Fn()) -> Option<Fate> {
    let said = ask(test, || self::before(test, 0, run_of(before)), now)?;
    let [Retried { test: told, search: 0, retried }] = &said.retried[..] else {
        panic!("{:?}", said.retried)
    };
    assert_eq!(told, test);
    Some(retried.clone())
}

/// The run that breaks a program.
pub fn run_of(program: impl Fn()) -> Counterexample {
    interleave::check(program).counterexample().unwrap().clone()
}

pub fn is_child() -> bool {
    env::var_os(CHILD).is_some()
}

/// Runs the test in a child; with such a file, and with a report.
#[track_caller]
pub fn child(test: &str, first: Option<&Path>, reports: bool) -> Said {
    let report = path(test, "report");
    let _ = fs::remove_file(&report);
    let mut child = Command::new(env::current_exe().unwrap());
    // With one test at a time, the harness wouldn't name its thread after the test.
    child.args(["--exact", test, "--no-capture", "--test-threads=2"]).env(CHILD, "yes");
    child.env_remove(VARIABLE).env_remove(FIRST).env("COLUMNS", "100").env("NO_COLOR", "1");
    if reports {
        child.env(VARIABLE, &report);
    }
    if let Some(first) = first {
        child.env(FIRST, first);
    }
    let mut output = child.output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words}");
    // The harness tells the system's number of a thread that panics.
    let lines = words.lines().filter(|line| !line.contains(" panicked at "));
    output.stderr = lines.collect::<Vec<_>>().join("\n").into();
    let text = fs::read_to_string(&report).unwrap_or_default();
    let _ = fs::remove_file(&report);
    let (mut retried, mut verdicts) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match serde_json::from_str(line) {
            Ok(verdict) => verdicts.push(verdict),
            Err(_) => retried.push(serde_json::from_str(line).unwrap()),
        }
    }
    Said { retried, verdicts, output }
}

pub fn path(test: &str, what: &str) -> PathBuf {
    let test = test.replace("::", "-");
    env::temp_dir().join(format!("interleave-{}-{test}-{what}.json", std::process::id()))
}

/// The step at which a run stops, the thread and why, in a line.
#[track_caller]
pub fn stop(fate: &Fate) -> String {
    match &fate.end {
        End::Stops { step, thread, why, words, .. } => {
            format!("step {step}: {thread} {words} ({why:?})")
        }
        End::Fails { counterexample } => panic!("it fails:\n{counterexample}"),
        End::Passes { trace } => panic!("it passes:\n{trace}"),
        End::NotTried { why } => panic!("it was not tried: {why}"),
    }
}
