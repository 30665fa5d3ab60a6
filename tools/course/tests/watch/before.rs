//! The schedule that broke an exercise: after each edit its fate is told, and in the end it is shown once more. How the
//! explorer sees it is in `tests/reports/03a-first.json`; the last test keeps that fresh.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};
use trace::report::{FIRST, VARIABLE};

use crate::fixture::Course;
use crate::heights::{CHECK, SIZES, build, course, exercise};
use crate::terminal::{Kind, PLAIN, Terminal};

const FOLDER: &str = "03a-locked-counter";
const TEST: &str = "no_tip_is_lost";

/// How 03a's schedule runs on its solution.
fn repaired() -> String {
    let text = fs::read_to_string(path()).expect("UPDATE_EXPECT=1 writes it");
    serde_json::from_str::<Value>(&text).unwrap().to_string()
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/03a-first.json")
}

#[test]
fn a_repaired_exercise_runs_the_schedule_once_more_and_asks_why_it_can_no_longer_happen() {
    for (columns, rows) in SIZES {
        let course = course("03a", FOLDER, columns);
        let kind = Kind { columns, rows, ..PLAIN };
        let mut terminal = Terminal::of(&course, "run 01b", kind);
        terminal.says("Not solved yet.");
        // An edit that breaks it in another way.
        course.write(CHECK, &tried_first(&course, &repaired()));
        edit(&course, "// one\n");
        terminal
            .says("The schedule from before no longer fits: at step 2, B now waits for the lock");
        terminal.says("An interleaving breaks this.").says("but the jar holds 1");
        terminal.looks_like(&format!("before/told-{columns}x{rows}"));
        // The runner is ended, and the schedule is still known.
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
        let mut terminal = Terminal::of(&course, "run 01b", kind);
        terminal.says("Not solved yet.");
        course.solve("01b-both-orders");
        terminal.says("The schedule that broke it, on your code now:").says("total.lock …");
        terminal.says("The schedule from before stops at step 2: B has to wait.");
        terminal.says("Which step can no longer happen, and why?").says("Go on: `n`");
        terminal.says(" of 3 solved").looks_like(&format!("before/repaired-{columns}x{rows}"));
        // Once is enough.
        terminal.press("r").forgets("that broke it").says("Solved.").press("q");
        assert_eq!(terminal.end(), 0);
        assert!(!course.path(".progress.schedules/both-orders.json").exists());
    }
}

#[test]
fn what_was_not_edited_is_told_nothing_of_and_what_still_breaks_is() {
    let course = course("03a", FOLDER, 80);
    let fails = json!({"fits": 5, "end": {"kind": "fails", "counterexample": counterexample()}});
    course.write(CHECK, &tried_first(&course, &fails.to_string()));
    let mut terminal = Terminal::of(&course, "run 01b", Kind { rows: 24, ..PLAIN });
    terminal.says("Not solved yet.").press("r").stands(FAILED).press("t").says("Fails:");
    assert!(!terminal.text().contains("from before"), "{}", terminal.text());
    edit(&course, "// one\n");
    terminal.says("The schedule from before still breaks it.").press("q");
    assert_eq!(terminal.end(), 0);
    assert!(!terminal.text().contains("Another one"), "{}", terminal.text());
}

#[test]
fn a_schedule_that_no_longer_fits_or_cannot_be_tried_keeps_nothing_from_being_solved() {
    let ends = [
        (json!({"kind": "not_tried", "why": "too long"}), "can't be tried any more."),
        (
            json!({"kind": "stops", "step": 1, "thread": "C", "why": "missing", "words": "…", "trace": empty()}),
            "no longer fits: there is no thread C any more. Which step can no longer happen, and why?",
        ),
        (
            json!({"kind": "passes", "trace": empty()}),
            "runs to its end, and nothing breaks. Every step can still happen.",
        ),
    ];
    for (end, words) in ends {
        let course = course("03a", FOLDER, 80);
        let mut terminal = Terminal::of(&course, "run 01b", Kind { rows: 24, ..PLAIN });
        terminal.says("Not solved yet.");
        let fate = json!({"fits": 0, "end": end}).to_string();
        course.write(CHECK, &tried_first(&course, &fate));
        course.solve("01b-both-orders");
        terminal.stands("Solved.").says(&format!("The schedule from before {words}"));
        assert!(!terminal.text().contains("on your code now"), "{}", terminal.text());
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

/// What cannot be read, or is of another version, is left out, and written anew.
#[test]
fn a_schedule_that_was_spoilt_is_no_trouble() {
    let course = course("03a", FOLDER, 80);
    course.tamper(".progress.schedules/both-orders.json", "spoilt");
    let mut terminal = Terminal::of(&course, "run 01b", Kind { rows: 24, ..PLAIN });
    terminal.stands(FAILED);
    let kept: Value =
        serde_json::from_str(&course.read(".progress.schedules/both-orders.json")).unwrap();
    assert_eq!(kept["version"], json!(trace::FORMAT));
    assert_eq!(kept["tests"][TEST]["search"], json!(0));
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

fn edit(course: &Course, comment: &str) {
    let file = "exercises/01b-both-orders/src/lib.rs";
    course.write(file, &(course.read(file) + comment));
}

/// The tests of the exercise, of which the first one tells this of the schedule that broke it.
fn tried_first(course: &Course, fate: &str) -> String {
    let tests = course.read(CHECK);
    let (before, after) = tests.split_once("() {\n").unwrap();
    format!("{before}() {{\n    interleave::tried({fate:?});\n{after}")
}

fn empty() -> Value {
    json!({"version": 2, "threads": [{"name": "main"}], "objects": [], "steps": []})
}

fn counterexample() -> Value {
    let place = json!({"file": "", "line": 1});
    let failure = json!({"kind": "assertion", "message": "", "thread": 0, "location": place});
    json!({
        "failure": failure, "phase": "order", "cause": "order_of_steps", "preemptions": 1, "executions": 1,
        "schedule": "A B B A M", "trace": empty(),
    })
}

/// Runs the shipped exercise and its solution. One that is not as it was shipped cannot be compared.
#[test]
fn what_is_written_down_is_what_the_explorer_says_of_the_solution() {
    let read = |path: PathBuf| fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let solution = exercise(FOLDER).join("../../solutions").join(FOLDER);
    if read(exercise(FOLDER).join("src/lib.rs")) != read(solution.join("stub.rs")) {
        println!("not compared: exercise 03a was changed");
        return;
    }
    let scratch = tempfile::tempdir().unwrap();
    let (report, before) = (scratch.path().join("report"), scratch.path().join("before"));
    // The last line that a test of this program reports.
    let run = |program: &Path, folder: &Path, key: &str| -> Value {
        let mut command = Command::new(program);
        command.args(["--exact", TEST, "--test-threads=2"]).current_dir(folder);
        command.env("CARGO_MANIFEST_DIR", folder).env(VARIABLE, &report).env_remove(FIRST);
        if before.exists() {
            command.env(FIRST, &before);
        }
        command.output().unwrap();
        let lines = read(report.clone());
        let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.into_iter().find(|line| line.get(key).is_some()).unwrap()
    };
    let found = run(&build("exercise03a"), &exercise(FOLDER), "counterexample");
    let broken = json!({"search": found["search"], "counterexample": found["counterexample"]});
    let tests = json!({"version": trace::FORMAT, "tests": {TEST: broken}});
    fs::write(&before, tests.to_string()).unwrap();
    fs::remove_file(&report).unwrap();
    let retried = run(&build("solution03a"), &solution, "retried");
    let text = serde_json::to_string_pretty(&retried["retried"]).unwrap() + "\n";
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path(), &text).unwrap();
    }
    assert_eq!(read(path()), text, "`{}` is not what it says now", path().display());
}
