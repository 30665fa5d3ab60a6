//! From a file to a verdict: builds an exercise, runs its tests, and takes down what they said.
//!
//! Every test has a process of its own. So one that hangs or crashes keeps no other from its verdict, each has
//! the whole deadline, and what a test prints is known to be its own without the harness keeping it in memory:
//! a loop that prints fills nearly two gigabytes in ten seconds there.

use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::cargo::{self, Built, Executable};
use crate::course::{Course, Exercise};
use crate::given;
use crate::interrupt::Stop;
use crate::trial::{self, Look};
use crate::verdict::{Kind, Run, Verdict};

// More than there are cores: tests that wait forever are to reach their deadlines together.
const TOGETHER: usize = 16;

/// Builds the exercise and runs its tests. Tells from time to time what goes on; ends early when called off.
pub fn exercise(
    course: &Course,
    exercise: &Exercise,
    look: Look,
    stop: &Stop,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<Verdict> {
    let file = exercise.file();
    if !file.is_file() {
        let (file, name) = (course.shown(&file), &exercise.name);
        bail!("`{file}` is missing: `cargo run -- reset {name}` puts it back as it was shipped");
    }
    let package = exercise.package.name.as_str();
    let mut arguments = vec!["test", "-p", package, "--test", "*", "--no-run"];
    let elsewhere = cargo::elsewhere(&course.target);
    if let Some(folder) = &elsewhere {
        arguments.extend(["--target-dir", folder]);
    }
    let Built { tests, diagnostics } =
        cargo::build(&course.root, &arguments, look.colours, stop, tell)?;
    let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|d| d.is_error);
    if !errors.is_empty() {
        return Ok(Verdict::Broken(errors.into_iter().map(|error| error.rendered).collect()));
    }
    tell("Running the tests");
    let start = Instant::now();
    let told = AtomicU64::new(0);
    let tick = || {
        let seconds = start.elapsed().as_secs();
        // Relaxed: at worst the same second is told twice.
        if told.swap(seconds, Ordering::Relaxed) != seconds {
            tell(&format!("Running the tests for {seconds} s"));
        }
    };
    let mut run = run(&tests, exercise, &file, look, stop, &tick)?;
    run.warnings = warnings.len();
    // What fails is worth seeing, whatever was changed; what passes proves nothing then.
    if run.failed.is_empty()
        && let Some(changed) = given::changed(course, exercise).first()
    {
        let (file, name) = (course.shown(&changed.file), &exercise.name);
        bail!(
            "its tests pass, but `{file}` comes with the exercise and was changed: \
             `cargo run -- reset {name}` puts it back"
        );
    }
    Ok(Verdict::Ran(run))
}

/// Runs test programs that are built already, from this library. `tick` is called from time to time.
pub fn run(
    programs: &[Executable],
    exercise: &Exercise,
    library: &Path,
    look: Look,
    stop: &Stop,
    tick: &(dyn Fn() + Sync),
) -> Result<Run> {
    let mut trials = Vec::new();
    for program in programs {
        trials.extend(trial::list(program, exercise, library, stop)?);
    }
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<_>> {
        let mut results = Vec::new();
        loop {
            // Relaxed: each number is handed out once, and that is all that matters.
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(trial) = trials.get(number) else {
                return Ok(results);
            };
            results.extend(trial.run(look, stop, tick)?.map(|result| (number, result)));
        }
    };
    let results: Result<Vec<_>> = thread::scope(|scope| {
        let workers = trials.len().min(TOGETHER);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        joined.map(|joined| joined.unwrap_or_else(|payload| resume_unwind(payload))).collect()
    });
    let mut results: Vec<_> = results?.into_iter().flatten().collect();
    if results.is_empty() {
        bail!("`{}` has no tests", exercise.package.name);
    }

    results.sort_by_key(|(number, _)| *number);
    let mut run = Run::default();
    for (_, result) in results {
        match result {
            Ok(passed) => run.passed.push(passed),
            Err(failed) => run.failed.push(failed),
        }
    }
    // The learner sees the first one: a search without a verdict has less to tell than a counterexample, and what
    // hangs has the least.
    run.failed.sort_by_key(|failed| match failed.kind {
        Kind::Hang => 2,
        Kind::Search => 1,
        _ => 0,
    });
    Ok(run)
}
