//! Runs a program to its verdict, in a few words: on loom in a process of its own, and here.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use interleave::trace::Failure;
use interleave::{Checker, Verdict};

use crate::rows::Row;

/// Loom is not waited for any longer.
const MOST_EXECUTIONS: usize = 10_000;

/// Names the program that a child is to run.
pub const CHILD: &str = "INTERLEAVE_LOOM_LIMIT";

/// The verdict of loom: some of these abort, overflow the stack or print on their own.
pub fn on_loom(row: &Row) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child_runs_one_program_on_loom", "--nocapture", "--test-threads=1"])
        .env(CHILD, row.program)
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    if String::from_utf8_lossy(&output.stderr).contains("overflowed its stack") {
        return "overflows the stack".into();
    }
    match stdout.lines().find_map(|line| line.split_once("verdict: ")) {
        Some((_, verdict)) => verdict.to_string(),
        // It did not live to say anything.
        None => "the process dies".into(),
    }
}

/// What the child does: prints loom's verdict.
pub fn print_loom_verdict(row: &Row) {
    let program = row.on_loom;
    let found = Arc::new(Mutex::new(BTreeSet::new()));
    let executions = Arc::new(AtomicUsize::new(0));
    let (each, count) = (Arc::clone(&found), Arc::clone(&executions));
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = row.bound;
        builder.checkpoint_interval = 1;
        builder.max_permutations = Some(MOST_EXECUTIONS + 1);
        builder.check(move || {
            count.fetch_add(1, Relaxed);
            let ending = program();
            each.lock().unwrap().insert(ending);
        });
    }));
    let verdict = match result {
        Ok(()) if executions.load(Relaxed) >= MOST_EXECUTIONS => {
            format!("no end in {MOST_EXECUTIONS} executions")
        }
        Ok(()) => listed(&found.lock().unwrap()),
        Err(payload) => {
            let message = match payload.downcast_ref::<String>() {
                Some(message) => message.as_str(),
                None => payload.downcast_ref::<&str>().copied().unwrap_or_default(),
            };
            in_short(message, executions.load(Relaxed))
        }
    };
    println!("\nverdict: {verdict}");
}

/// Loom's panics, in the words that we use ourselves.
fn in_short(message: &str, executions: usize) -> String {
    let message = message.lines().next().unwrap_or_default();
    if message.starts_with("deadlock") {
        "deadlock".into()
    } else if message.contains("Causality violation") {
        "data race".into()
    } else if message.contains("exceeded maximum number of branches") {
        "gives up: too many branches".into()
    } else {
        let which = if executions == 1 { "the first" } else { "a later" };
        format!("{which} execution fails: {message}")
    }
}

/// Our verdict.
pub fn on_ours(row: &Row) -> String {
    let mut checker = Checker::new();
    if let Some(bound) = row.bound {
        checker = checker.max_preemptions(bound);
    }
    match checker.try_check(row.on_ours) {
        Ok(Verdict::Holds(_)) => listed(&checker.outcomes(row.on_ours).values().cloned().collect()),
        Ok(Verdict::Fails(found)) => match found.failure {
            Failure::DataRace { .. } => "data race".into(),
            Failure::Deadlock { .. } => "deadlock".into(),
            Failure::LostWakeup { .. } => "lost wakeup".into(),
            Failure::NeverJoined { .. } => "never joined".into(),
            Failure::Spin { .. } => "spins forever".into(),
            Failure::Assertion { message, .. } | Failure::UnjoinedPanic { message, .. } => {
                format!("fails: {message}")
            }
        },
        Err(error) => format!("gives up: {error}"),
    }
}

fn listed(endings: &BTreeSet<String>) -> String {
    let endings: Vec<_> = endings.iter().filter(|e| !e.is_empty()).map(String::as_str).collect();
    endings.join(" / ")
}
