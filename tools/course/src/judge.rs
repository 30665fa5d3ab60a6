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

use crate::before;
use crate::built;
use crate::cargo::{Built, Diagnostic, Executable};
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
    is_there(course, exercise)?;
    let command = ["test", "--test", "*", "--no-run"];
    let built = built::build(course, &[exercise], &command, look.colours, stop, tell)?;
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
    built_already(course, exercise, &built, look, stop, &tick)
}

/// Fails where there is no file to judge.
pub fn is_there(course: &Course, exercise: &Exercise) -> Result<()> {
    let (file, name) = (exercise.file(), &exercise.name);
    if !file.is_file() {
        let file = course.shown(&file);
        bail!("`{file}` is missing: `cargo run -- reset {name}` puts it back as it was shipped");
    }
    Ok(())
}

/// Judges what was built already, perhaps with others. `tick` is called from time to time.
pub fn built_already(
    course: &Course,
    exercise: &Exercise,
    built: &Built,
    look: Look,
    stop: &Stop,
    tick: &(dyn Fn() + Sync),
) -> Result<Verdict> {
    let manifest = &exercise.package.manifest_path;
    let errors = |is_meant: &dyn Fn(&Diagnostic) -> bool| -> Vec<String> {
        let errors = built.diagnostics.iter().filter(|d| d.is_error && is_meant(d));
        errors.map(|error| error.rendered.clone()).collect()
    };
    let own = errors(&|error| error.manifest == *manifest);
    if !own.is_empty() {
        return Ok(Verdict::Broken(own));
    }
    let tests = built.tests.iter().filter(|test| test.manifest == *manifest);
    let tests: Vec<_> = tests.cloned().collect();
    // Something that it needs was changed, and does not compile.
    let others = errors(&|_| true);
    if tests.is_empty() && !others.is_empty() {
        return Ok(Verdict::Broken(others));
    }
    let first = before::kept(course, exercise);
    let mut run = run(&tests, exercise, &exercise.file(), first.as_deref(), look, stop, tick)?;
    let warnings = built.diagnostics.iter().filter(|d| !d.is_error && d.manifest == *manifest);
    let warnings: Vec<_> = warnings.collect();
    run.warnings = warnings.len();
    let telling = warnings.into_iter().filter(|warning| is_telling(warning));
    run.telling = telling.map(|warning| warning.rendered.clone()).collect();
    run.changed = given::changed(course, exercise).into_iter().map(|given| given.file).collect();
    Ok(Verdict::Ran(run))
}

/// Whether a warning may say why a test died: it is about what the code does, not about what it leaves over.
fn is_telling(warning: &Diagnostic) -> bool {
    let name = warning.code.as_str();
    let is_tidiness =
        ["unused_", "dead_code", "non_", "missing_"].iter().any(|it| name.starts_with(it));
    !name.is_empty() && (!is_tidiness || name == "unused_must_use")
}

/// Runs test programs that are built already, from this library; first the runs of that file, if there is one. `tick` is
/// called from time to time.
pub fn run(
    programs: &[Executable],
    exercise: &Exercise,
    library: &Path,
    first: Option<&Path>,
    look: Look,
    stop: &Stop,
    tick: &(dyn Fn() + Sync),
) -> Result<Run> {
    let mut trials = Vec::new();
    for program in programs {
        trials.extend(trial::list(program, exercise, library, first, stop)?);
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
        Kind::Hang | Kind::Memory => 2,
        Kind::Search => 1,
        _ => 0,
    });
    Ok(run)
}
