//! Runs one test in a process of its own, and takes down what it said.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cargo::Executable;
use crate::course::Exercise;
use crate::death;
use crate::interrupt::Stop;
use crate::libtest::{self, End, Output, Panic};
use crate::process::{self, Limits};
use crate::report::{self, Report};
use crate::verdict::{Failed, Kind, Passed};

/// For whom the tests paint their pictures.
#[derive(Clone, Copy, Default)]
pub struct Look {
    /// Whether colours are wanted.
    pub colours: bool,
    /// The width, where it is known.
    pub columns: Option<usize>,
}

/// One test of a program.
pub struct Trial<'a> {
    program: &'a Executable,
    exercise: &'a Exercise,
    library: &'a Path,
    first: Option<&'a Path>,
    test: String,
}

// Enough for dozens of counterexamples; a loop that prints gets no further.
const OUTPUT: usize = 1 << 20;
// The harness alone takes milliseconds.
const LISTING: Duration = Duration::from_secs(10);

/// The tests of a program in the order of its source, which is the author's: first things first. `first` is a file of
/// runs that broke them before, if those are to be tried first.
pub fn list<'a>(
    program: &'a Executable,
    exercise: &'a Exercise,
    library: &'a Path,
    first: Option<&'a Path>,
    stop: &Stop,
) -> Result<Vec<Trial<'a>>> {
    let source = fs::read_to_string(&program.source)
        .with_context(|| format!("cannot read `{}`", program.source.display()))?;
    let mut command = command(program, exercise, library, Look::default());
    command.args(["--list", "--format", "terse"]);
    let limits =
        Limits { deadline: Some(LISTING), memory: Some(death::MEMORY), output: OUTPUT, stop };
    let listed = process::run(command, &limits, |_, _| {})?;
    let mut names: Vec<&str> = libtest::names(&listed.stdout).collect();
    if let Some(missing) =
        libtest::written(&source).find(|test| !names.iter().any(|name| ends_in(name, test)))
    {
        let name = &program.name;
        bail!(
            "the program of `{name}` does not list its test `{missing}`: something in it runs before `main`"
        );
    }
    names.sort_by_key(|name| {
        let function = name.rsplit("::").next().unwrap_or(name);
        (source.find(&format!("fn {function}(")).unwrap_or(usize::MAX), *name)
    });
    let trial = |name: &str| Trial { program, exercise, library, first, test: name.to_owned() };
    Ok(names.into_iter().map(trial).collect())
}

/// Whether this is the name of that function, in whichever module.
fn ends_in(name: &str, function: &str) -> bool {
    name.rsplit("::").next() == Some(function)
}

impl Trial<'_> {
    /// Runs the test; nothing when it is to be ignored. `tick` is called from time to time.
    pub fn run(
        &self,
        look: Look,
        stop: &Stop,
        tick: impl Fn(),
    ) -> Result<Option<Result<Passed, Failed>>> {
        let (report, log) = (report::File::new("jsonl")?, report::File::new("log")?);
        let mut command = command(self.program, self.exercise, self.library, look);
        command.env(report::VARIABLE, report.path());
        if let Some(first) = self.first {
            command.env(report::FIRST, first);
        }
        command.arg(libtest::LOG).arg(log.path());
        // With one thread the harness begins its line before the test, and the test prints into it.
        command.args(["--exact", &self.test, "--no-capture", "--test-threads=2"]);
        let (deadline, memory) = (Some(self.exercise.deadline), Some(death::MEMORY));
        let limits = Limits { deadline, memory, output: OUTPUT, stop };
        let finished = process::run(command, &limits, |_, _| tick())?;

        let output = libtest::parse(&log.text(), &finished.stdout, &self.test);
        let mut panic = libtest::panic(&finished.stderr);
        panic.is_starved |= finished.is_starved;
        Ok(self.result(finished.status, output, panic, &Report::parse(&report.text())))
    }

    fn result(
        &self,
        status: Option<ExitStatus>,
        output: Output,
        panic: Panic,
        report: &Report,
    ) -> Option<Result<Passed, Failed>> {
        let reported = report.kind(&self.test);
        let retried = report.retried(&self.test).cloned();
        let (kind, text) = match (status, output.end) {
            (Some(_), Some(End::Ignored)) => return None,
            (Some(status), Some(End::Passed)) if status.success() => {
                let proved = report.proved(&self.test);
                return Some(Ok(Passed { test: self.test.clone(), proved, retried }));
            }
            (Some(_), Some(End::Failed)) => {
                let message = if panic.message.is_empty() { output.remark } else { panic.message };
                // The picture of a counterexample names its own places.
                let place = panic.place.filter(|_| reported.is_none());
                let place = place.map(|place| self.exercise.shown(&place).to_owned());
                let place = place.map_or(String::new(), |place| format!("\n  at {place}"));
                (reported.unwrap_or(Kind::Assertion), message + &place)
            }
            // A guard beside the explorer has ended the process, and has told it why.
            (Some(_), _) if reported.is_some() && panic.place.is_none() => {
                (reported.unwrap_or(Kind::Hang), report.words(&self.test).to_owned())
            }
            (Some(status), _) => {
                let (kind, words) = death::early(status, &panic);
                (reported.unwrap_or(kind), format!("{words}\n\n{}", panic.message))
            }
            (None, _) if panic.is_starved => (Kind::Memory, death::starved()),
            (None, _) => {
                let words = death::still_running(self.exercise.deadline);
                (Kind::Hang, format!("{words}\n\n{}", panic.message))
            }
        };
        let printed = [output.printed, panic.before].join("\n").trim_matches('\n').to_owned();
        let (test, text) = (self.test.clone(), text.trim_end().to_owned());
        let counterexample = report.counterexample(&self.test).cloned();
        let search = report.search(&self.test);
        Some(Err(Failed { test, kind, text, printed, counterexample, search, retried }))
    }
}

fn command(program: &Executable, exercise: &Exercise, library: &Path, look: Look) -> Command {
    let mut command = Command::new(&program.path);
    let folder = exercise.package.folder();
    command.current_dir(folder).env("CARGO_MANIFEST_DIR", folder);
    command.env("CARGO_PKG_NAME", &exercise.package.name);
    // The explorer looks through what is judged, which need not be what the learner has.
    command.env(report::LIBRARY, library);
    // A backtrace makes a failure twenty times slower, and shows nothing that a picture does not show better.
    command.env_remove("RUST_BACKTRACE").env_remove("RUST_TEST_THREADS");
    command.env_remove(report::FIRST);
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
