//! From a file to a verdict: builds an exercise, runs its tests, and takes down what they said.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cargo::{self, Built, Executable};
use crate::course::{Course, Exercise};
use crate::libtest::{self, Output};
use crate::process::{self, Limits};
use crate::report::{self, Report};
use crate::screen::Status;
use crate::verdict::{CutShort, Failed, Kind, Passed, Run, Verdict};

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
// All tests start, also on a machine with one core: one that hangs must not keep others from their verdict.
const THREADS: &str = "--test-threads=16";

/// Builds the exercise and runs its tests.
pub fn exercise(course: &Course, exercise: &Exercise, look: Look) -> Result<Verdict> {
    let file = exercise.file();
    if !file.is_file() {
        let (file, name) = (course.shown(&file), &exercise.name);
        bail!("`{file}` is missing: `cargo run -- reset {name}` puts it back as it was shipped");
    }
    let package = exercise.package.name.as_str();
    let arguments = ["test", "-p", package, "--test", "*", "--no-run"];
    let Built { tests, diagnostics } = cargo::build(&course.root, &arguments, look.colours)?;
    let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|d| d.is_error);
    if !errors.is_empty() {
        return Ok(Verdict::Broken(
            errors.into_iter().map(|error| error.rendered).collect(),
        ));
    }
    let mut status = Status::default();
    let start = Instant::now();
    let mut tick = || {
        let seconds = start.elapsed().as_secs();
        if seconds > 0 {
            status.show(&format!("Running the tests for {seconds} s"));
        }
    };
    let mut run = run(&tests, exercise, look, &mut tick)?;
    run.warnings = warnings.len();
    Ok(Verdict::Ran(run))
}

/// Runs test programs that are built already.
pub fn run(
    tests: &[Executable],
    exercise: &Exercise,
    look: Look,
    tick: &mut impl FnMut(),
) -> Result<Run> {
    let mut whole = Run::default();
    for test in tests {
        let report = report::File::new();
        let mut command = command(test, exercise, look);
        command.env(report::VARIABLE, report.path()).arg(THREADS);
        let limits = Limits {
            deadline: Some(exercise.deadline),
            output: OUTPUT,
        };
        let finished = process::run(command, &limits, |_, _| tick())?;

        let output = libtest::parse(&finished.stdout);
        let cut_short = match finished.status {
            None => Some(CutShort::Deadline(exercise.deadline)),
            Some(status) => crash(status, &output).map(CutShort::Crash),
        };
        let unfinished = match cut_short {
            Some(_) => unfinished(test, exercise, &output)?,
            None => Vec::new(),
        };
        let source = fs::read_to_string(&test.source)
            .with_context(|| format!("cannot read `{}`", test.source.display()))?;
        let run = collect(
            output,
            unfinished,
            cut_short.as_ref(),
            &report.read(),
            &source,
        );
        whole.failed.extend(run.failed);
        whole.passed.extend(run.passed);
        if cut_short.is_some() {
            whole.cut_short = cut_short;
            whole.stray = finished.stderr.trim().to_owned();
        }
    }
    if whole.failed.is_empty() && whole.passed.is_empty() && whole.cut_short.is_none() {
        bail!("`{}` has no tests", exercise.package.name);
    }
    Ok(whole)
}

fn command(test: &Executable, exercise: &Exercise, look: Look) -> Command {
    let mut command = Command::new(&test.path);
    let folder: &Path = exercise.package.folder();
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

/// How the process ended, in words, when the harness had not come to its end.
fn crash(status: ExitStatus, output: &Output) -> Option<String> {
    let failed = output.ended.iter().any(|(_, passed)| !passed);
    let is_plausible = output.complete && status.success() != failed;
    (!is_plausible).then(|| status.to_string())
}

/// The tests that had not ended.
fn unfinished(test: &Executable, exercise: &Exercise, output: &Output) -> Result<Vec<String>> {
    let mut command = command(test, exercise, Look::default());
    command.args(["--list", "--format", "terse"]);
    let limits = Limits {
        deadline: Some(Duration::from_secs(10)),
        output: OUTPUT,
    };
    let finished = process::run(command, &limits, |_, _| {})?;
    let ended: BTreeSet<&str> = output.ended.iter().map(|(test, _)| test.as_str()).collect();
    let all = finished
        .stdout
        .lines()
        .filter_map(|line| line.strip_suffix(": test"));
    Ok(all
        .filter(|test| !ended.contains(test))
        .map(str::to_owned)
        .collect())
}

fn collect(
    output: Output,
    unfinished: Vec<String>,
    cut_short: Option<&CutShort>,
    report: &Report,
    source: &str,
) -> Run {
    let mut run = Run::default();
    for (test, passed) in output.ended {
        if passed {
            let proved = report.proved(&test);
            run.passed.push(Passed { test, proved });
            continue;
        }
        let reported = report.kind(&test);
        let printed = output.printed.get(&test).map_or("", String::as_str);
        let (mut text, place) = libtest::without_noise(printed);
        // The picture of a counterexample names its own places.
        if reported.is_none()
            && let Some(place) = place
        {
            text.push_str(&format!("\n  at {}", place.replace('\\', "/")));
        }
        run.failed.push(Failed {
            test,
            kind: reported.unwrap_or(Kind::Assertion),
            text,
        });
    }
    for test in unfinished {
        let kind = match cut_short {
            Some(CutShort::Deadline(_)) => Kind::Hang,
            _ => report.kind(&test).unwrap_or(Kind::Crash),
        };
        run.failed.push(Failed {
            test,
            kind,
            text: String::new(),
        });
    }
    // The order of the source is the author's: first things first. The harness's changes from run to run.
    run.failed
        .sort_by_key(|failed| place_in(source, &failed.test));
    run.passed
        .sort_by_key(|passed| place_in(source, &passed.test));
    run
}

fn place_in(source: &str, test: &str) -> (usize, String) {
    let name = test.rsplit("::").next().unwrap_or(test);
    (
        source.find(&format!("fn {name}(")).unwrap_or(usize::MAX),
        test.to_owned(),
    )
}
