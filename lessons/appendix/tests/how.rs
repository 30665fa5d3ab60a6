//! What `how-it-works.md` says of the explorer: the numbers, the pictures, and that the files and types which it names
//! are there.

/// The program's atomics, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// Its threads.
mod thread {
    pub use interleave::thread::scope;
}

#[path = "../src/clerks.rs"]
mod clerks;

use std::fs;

use clerks::balance;
use expect_test::expect_file;
use interleave::{Checker, FailureKind};

fn here(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn few_of_the_schedules_differ() {
    let all = interleave::schedules(balance);
    let ends = |value: &str| {
        let is_it = |end: &&&interleave::Ending| end.value.as_deref() == Some(value);
        all.endings().iter().filter(is_it).count()
    };
    let outcomes = interleave::outcomes(balance);
    let explored = outcomes.explored();
    let balances: Vec<String> = outcomes.values().map(u32::to_string).collect();
    let lost = outcomes.schedule(&1).expect("one update can be lost");
    let text = format!(
        "schedules of two clerks: {}\n  that end with 2: {}\n  that end with 1: {}\n\
         explored, order of steps: {}\nexplored, weak memory: {}\nbalances: {}\n\
         the schedule kept for 1: {lost}\n",
        all.len(),
        ends("2"),
        ends("1"),
        explored.interleavings(),
        explored.memory_executions().unwrap_or(0),
        balances.join(" and "),
    );
    expect_file![here("outputs/how.txt")].assert_eq(&text);
}

#[test]
fn the_first_execution_interrupts_no_thread() {
    let run = interleave::replay("A A A B B B", balance);
    assert_eq!(run.value, 2);
    let json = serde_json::to_string_pretty(&run.trace).unwrap() + "\n";
    expect_file![here("traces/how-first.json")].assert_eq(&json);
}

#[test]
fn one_preemption_loses_an_update() {
    let program = || assert_eq!(balance(), 2);
    let found = Checker::new().check(program).expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 1, "{found}");
    let json = serde_json::to_string_pretty(&found).unwrap() + "\n";
    expect_file![here("traces/how-lost.json")].assert_eq(&json);
}

/// The page names ten files and twelve types. A stranger looks for them, so they have to be there.
#[test]
fn what_the_page_names_is_there() {
    let page = fs::read_to_string(here("../../book/src/how-it-works.md")).unwrap();
    let quoted: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let files: Vec<&&str> = quoted.iter().filter(|name| name.ends_with(".rs")).collect();
    assert_eq!(files.len(), 10, "{files:?}");
    let folders = ["interleave", "trace"].map(|tool| here(&format!("../../tools/{tool}/src")));
    for file in files {
        let is_there = |folder| fs::exists(format!("{folder}/{file}")).unwrap();
        assert!(
            folders.iter().any(is_there),
            "the page names `{file}`, which is in none of {folders:?}"
        );
    }
    let (_, rest) = page.split_once("<!-- types -->").expect("the list of types is marked");
    let (list, _) = rest.split_once("<!-- end of the types -->").expect("and so is its end");
    let types: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(types.len(), 12, "{types:?}");
    let code = folders.map(|folder| all_source(&folder)).concat();
    for name in types {
        let is_declared = ["struct", "enum", "trait"]
            .iter()
            .any(|kind| code.contains(&format!(" {kind} {name} ")));
        assert!(is_declared, "neither explorer nor trace declares `{name}`");
    }
}

/// All source of a tool.
fn all_source(folder: &str) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let path = path.to_string_lossy();
        if path.ends_with(".rs") {
            text += &fs::read_to_string(&*path).unwrap();
        } else {
            text += &all_source(&path);
        }
    }
    text
}
