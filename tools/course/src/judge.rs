//! From a file to a verdict: builds an exercise, runs its tests, and takes down what they said.
//!
//! Every test has a process of its own. So one that hangs or crashes keeps no other from its verdict, each has
//! the whole deadline, and what a test prints is known to be its own without the harness keeping it in memory:
//! a loop that prints fills nearly two gigabytes in ten seconds there.

use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cargo::{self, Built, Executable};
use crate::course::{Course, Exercise};
use crate::libtest::{self, End};
use crate::process::{self, Finished, Limits};
use crate::report;
use crate::screen::Status;
use crate::verdict::{Failed, Kind, Passed, Run, Verdict};

/// For whom the tests paint their pictures.
#[derive(Clone, Copy, Default)]
pub struct Look {
    /// Whether colours are wanted.
    pub colours: bool,
    /// The width, where it is known.
    pub columns: Option<usize>,
}

// Enough for dozens of counterexamples; a loop that prints gets no further.
const OUTPUT: usize = 1 << 20;
// More than there are cores: tests that wait for ever are to reach their deadlines together.
const TOGETHER: usize = 16;

/// Builds the exercise and runs its tests.
pub fn exercise(course: &Course, exercise: &Exercise, look: Look) -> Result<Verdict> {
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
    let Built { tests, diagnostics } = cargo::build(&course.root, &arguments, look.colours)?;
    let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|d| d.is_error);
    if !errors.is_empty() {
        return Ok(Verdict::Broken(
            errors.into_iter().map(|error| error.rendered).collect(),
        ));
    }
    let status = Mutex::new(Status::default());
    let start = Instant::now();
    let tick = || {
        let seconds = start.elapsed().as_secs();
        if seconds > 0 {
            let mut status = status.lock().unwrap_or_else(PoisonError::into_inner);
            status.show(&format!("Running the tests for {seconds} s"));
        }
    };
    let mut run = run(&tests, exercise, look, &tick)?;
    run.warnings = warnings.len();
    Ok(Verdict::Ran(run))
}

/// Runs test programs that are built already. `tick` is called from time to time.
pub fn run(
    programs: &[Executable],
    exercise: &Exercise,
    look: Look,
    tick: &(dyn Fn() + Sync),
) -> Result<Run> {
    let mut tests = Vec::new();
    for program in programs {
        tests.extend(list(program, exercise)?);
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut judged = Vec::new();
        // Relaxed: each number is handed out once, and that is all that matters.
        while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
            judged.extend(judge(test, exercise, look, tick)?);
        }
        Ok(judged)
    };
    let judged: Result<Vec<Vec<Judged>>> = thread::scope(|scope| {
        let workers = tests.len().min(TOGETHER);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let join = |worker: thread::ScopedJoinHandle<'_, _>| worker.join();
        workers
            .into_iter()
            .map(|worker| join(worker).unwrap_or_else(|p| std::panic::resume_unwind(p)))
            .collect()
    });
    let judged = judged?;
    if judged.iter().all(Vec::is_empty) {
        bail!("`{}` has no tests", exercise.package.name);
    }
    Ok(sorted(judged.into_iter().flatten().collect()))
}

/// One test of one program.
struct Test<'a> {
    program: &'a Executable,
    name: String,
    /// Where it is in the source. The order of the source is the author's: first things first.
    place: usize,
}

/// A test that was run.
struct Judged {
    place: (usize, usize),
    result: Result<Passed, Failed>,
}

/// The tests of a program.
fn list<'a>(program: &'a Executable, exercise: &Exercise) -> Result<Vec<Test<'a>>> {
    let source = fs::read_to_string(&program.source)
        .with_context(|| format!("cannot read `{}`", program.source.display()))?;
    let mut command = command(program, exercise, Look::default());
    command.args(["--list", "--format", "terse"]);
    let limits = Limits {
        deadline: Some(Duration::from_secs(10)),
        output: OUTPUT,
    };
    let listed = process::run(command, &limits, |_, _| {})?;
    let place = |name: &str| {
        let name = name.rsplit("::").next().unwrap_or(name);
        source.find(&format!("fn {name}(")).unwrap_or(usize::MAX)
    };
    let test = |name: &str| Test {
        program,
        name: name.to_owned(),
        place: place(name),
    };
    Ok(libtest::names(&listed.stdout).map(test).collect())
}

/// Runs one test; nothing when it is to be ignored.
fn judge(
    test: &Test<'_>,
    exercise: &Exercise,
    look: Look,
    tick: &(dyn Fn() + Sync),
) -> Result<Option<Judged>> {
    let report = report::File::new();
    let mut command = command(test.program, exercise, look);
    command.env(report::VARIABLE, report.path());
    // With one thread the harness begins its line before the test, and the test prints into it.
    command.args(["--exact", &test.name, "--no-capture", "--test-threads=2"]);
    let limits = Limits {
        deadline: Some(exercise.deadline),
        output: OUTPUT,
    };
    let Finished {
        status,
        stdout,
        stderr,
    } = process::run(command, &limits, |_, _| tick())?;

    let report = report.read();
    let reported = report.kind(&test.name);
    let output = libtest::parse(&stdout, &test.name);
    let name = test.name.clone();
    let panic = libtest::panic(&stderr);
    let printed = [output.printed, panic.before]
        .join("\n")
        .trim_matches('\n')
        .to_owned();
    let result = match (status, output.end) {
        (Some(_), Some(End::Ignored)) => return Ok(None),
        (Some(status), Some(End::Passed)) if status.success() => Ok(Passed {
            test: name,
            proved: report.proved(&test.name),
        }),
        (Some(_), Some(End::Failed)) => {
            let mut text = if panic.message.is_empty() {
                output.remark
            } else {
                panic.message
            };
            // The picture of a counterexample names its own places.
            if let (None, Some(place)) = (reported, panic.place) {
                text.push_str(&format!("\n  at {place}"));
            }
            Err(Failed {
                test: name,
                kind: reported.unwrap_or(Kind::Assertion),
                text,
                printed,
            })
        }
        (Some(status), _) => {
            let text = format!("It ended before its time: {status}.\n\n{}", panic.message);
            let kind = reported.unwrap_or(Kind::Crash);
            Err(Failed {
                test: name,
                kind,
                text: text.trim().to_owned(),
                printed,
            })
        }
        (None, _) => {
            let text = format!("{}\n\n{}", still_running(exercise.deadline), panic.message);
            Err(Failed {
                test: name,
                kind: Kind::Hang,
                text: text.trim().to_owned(),
                printed,
            })
        }
    };
    // What hangs has the least to tell, and goes last.
    let is_mute = result
        .as_ref()
        .is_err_and(|failed| failed.kind == Kind::Hang);
    Ok(Some(Judged {
        place: (is_mute.into(), test.place),
        result,
    }))
}

/// The verdict on code that does not come to an end.
fn still_running(deadline: Duration) -> String {
    let seconds = deadline.as_secs();
    format!("Still running after {seconds} s: a deadlock, or a loop that never ends.")
}

fn sorted(mut judged: Vec<Judged>) -> Run {
    judged.sort_by_key(|judged| judged.place);
    let mut run = Run::default();
    for Judged { result, .. } in judged {
        match result {
            Ok(passed) => run.passed.push(passed),
            Err(failed) => run.failed.push(failed),
        }
    }
    run
}

fn command(program: &Executable, exercise: &Exercise, look: Look) -> Command {
    let mut command = Command::new(&program.path);
    let folder = exercise.package.folder();
    command
        .current_dir(folder)
        .env("CARGO_MANIFEST_DIR", folder);
    command.env("CARGO_PKG_NAME", &exercise.package.name);
    // A backtrace makes a failure twenty times slower, and shows nothing that a picture does not show better.
    command
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_TEST_THREADS");
    if let Some(columns) = look.columns {
        command.env("COLUMNS", columns.to_string());
    }
    if look.colours {
        command.env("CLICOLOR_FORCE", "1");
    } else {
        command.env_remove("CLICOLOR_FORCE");
    }
    command
}
