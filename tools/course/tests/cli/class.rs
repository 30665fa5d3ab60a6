//! The workflow that grades a class: its own shell, run on a fork with two solved exercises.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::fixture::Course;

const WORKFLOW: &str = include_str!("../../class/grade.yml");

/// The scripts of the workflow: each `run: |` with the lines that are indented below it.
fn scripts() -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = WORKFLOW.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim() != "run: |" {
            continue;
        }
        let mut script = String::new();
        while let Some(line) =
            lines.next_if(|line| line.is_empty() || line.starts_with("          "))
        {
            script.extend([line.trim_start_matches("          "), "\n"]);
        }
        scripts.push(script);
    }
    scripts
}

/// `cargo run`, in a course that has no runner of its own.
fn cargo(course: &Course) -> String {
    let script = format!("#!/bin/sh\nshift 3\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_course"));
    course.tamper("bin/cargo", &script);
    fs::set_permissions(course.path("bin/cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", course.path("bin").display(), env::var("PATH").unwrap())
}

#[test]
fn the_workflow_grades_a_fork() {
    let (course, fork) = (Course::new(), Course::new());
    fork.solve("01a-add-one");
    fork.solve("02a-come-back");
    // What is not the student's is not taken from them.
    fork.tamper("exercises/01b-both-orders/tests/check.rs", "#[test]\nfn all_is_well() {}\n");
    fork.tamper("exercises/01a-add-one/build.rs", "fn main() { panic!() }\n");
    fs::rename(fork.path(""), course.path("fork")).unwrap();

    let summary = course.path("summary.md");
    let path = cargo(&course);
    let scripts = scripts();
    assert_eq!(scripts.len(), 3);
    for script in scripts {
        // What GitHub runs when nothing else is said.
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-c", &script]);
        // Everything that the runner needs to know is in its command here.
        for (name, value) in course.command("").get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.current_dir(course.path(".")).env("PATH", &path).env("EXERCISES", "01 come-back");
        command.env("FORK", "ada/course").env("GITHUB_STEP_SUMMARY", &summary);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        if script.contains("jq ") && !has_jq() {
            println!("not shown: there is no `jq` here");
            continue;
        }
        assert!(output.status.success(), "{script}\n{said}");
    }

    assert!(!course.path("fork").exists());
    let verdicts = course.read("verdicts.jsonl");
    let verdicts: Vec<Value> =
        verdicts.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let state = |record: &Value| format!("{} {}", record["number"], record["state"]);
    let states: Vec<_> = verdicts.iter().map(state).collect();
    assert_eq!(states, [r#""01a" "solved""#, r#""01b" "open""#, r#""02a" "solved""#]);
    if has_jq() {
        let expected = "| 01b both-orders | open | deadlock | no_thread_waits_forever |";
        assert!(course.read("summary.md").contains(expected), "{}", course.read("summary.md"));
    }
}

fn has_jq() -> bool {
    env::split_paths(&env::var_os("PATH").unwrap()).any(|folder| folder.join("jq").exists())
}
