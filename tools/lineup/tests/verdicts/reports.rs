//! What `check` tells the harness, and the program that runs the tests.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use interleave::report::{Found, Kind, Line, VARIABLE};

use crate::{learners, lineup};

/// Runs a case by itself, and returns what it reported. It leaves no other file behind.
fn reported(case: &str) -> Line {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(case);
    let (report, temporary) = (folder.join("report"), folder.join("temporary"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&temporary).unwrap();
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", &format!("reports::{case}")]).env(VARIABLE, &report);
    for variable in ["TMPDIR", "TMP", "TEMP"] {
        command.env(variable, &temporary);
    }
    let output = command.output().unwrap();
    let text = fs::read_to_string(&report).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "a file is left behind");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[track_caller]
fn check(case: &str, verdict: Found, kind: Option<&str>, summary: &str) {
    let line = reported(case);
    let found =
        (line.test.as_str(), line.verdict, line.kind.map(Kind::name), line.summary.as_str());
    assert_eq!(found, (format!("reports::{case}").as_str(), verdict, kind, summary));
}

#[test]
fn what_holds_is_reported() {
    check("good", Found::Holds, None, "all 3 are caught; 4 executions explored");
}

#[test]
fn what_gets_through_is_reported() {
    let summary = "0 of 3 caught. All of them still get through:";
    check("passes_everything", Found::Fails, Some("assertion"), summary);
}

#[test]
fn what_has_no_verdict_is_reported() {
    let summary = "On one that is right, the explorer has no verdict:";
    check("follows_a_schedule", Found::Search, None, summary);
}

#[test]
fn good() {
    lineup(learners::good).check("wrong");
}

#[test]
#[should_panic(expected = "0 of 3 caught")]
fn passes_everything() {
    lineup(learners::passes_everything).check("wrong");
}

#[test]
#[should_panic(expected = "this schedule is impossible")]
fn follows_a_schedule() {
    lineup(learners::follows_a_schedule).check("right");
}
