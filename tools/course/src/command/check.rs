//! `check`: judges all exercises, several at a time.

use std::io::Write;
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, panic, thread};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cargo::{self, Built};
use crate::course::{Course, Exercise};
use crate::given;
use crate::interrupt::{self, Stop};
use crate::judge;
use crate::libtest::sentence;
use crate::process::{self, Limits};
use crate::screen::{BAD, GOOD, wrap};
use crate::show::count;
use crate::trial::Look;
use crate::verdict::Kind;

use super::Session;

/// What came of one exercise: nothing when it is solved, else what is wrong, in words.
type Outcome = Result<Option<String>>;

/// Judges everything, remembers what came of it, and prints a line for each exercise.
pub fn run(session: &mut Session<'_>) -> Result<ExitCode> {
    let course = session.course;
    let exercises: Vec<&Exercise> = course.exercises.iter().collect();
    let bar = ProgressBar::new(exercises.len() as u64);
    // Where stderr is no terminal it draws nothing.
    bar.set_style(
        ProgressStyle::with_template("[{bar:30}] {pos} of {len} {wide_msg}")?.progress_chars("##."),
    );
    let built = build(session, &exercises, &bar)?;
    bar.set_message("judged");
    let outcomes = judge(course, &exercises, &built, &bar)?;
    bar.finish_and_clear();

    let longest = exercises.iter().map(|exercise| exercise.name.len()).max().unwrap_or_default();
    let mut judged = Vec::new();
    for (exercise, outcome) in exercises.iter().zip(outcomes) {
        let outcome = outcome.unwrap_or_else(|error| Some(format!("no verdict: {error:#}")));
        let (style, state, why) = match &outcome {
            None => (GOOD, "solved", "its tests pass"),
            Some(why) => (BAD, "open", why.as_str()),
        };
        judged.push((exercise.name.clone(), outcome.is_none()));
        let (number, name) = (exercise.number(), &exercise.name);
        let start = format!("  {style}{state:<6}{style:#}  {number}  {name:<longest$}  ");
        let rest = " ".repeat(textwrap::core::display_width(&start));
        let options = textwrap::Options::new(session.screen.prose());
        let options = options.initial_indent(&start).subsequent_indent(&rest);
        writeln!(session.screen, "{}", wrap(why, options).trim_end())?;
    }
    session.change(|progress| {
        for (name, is_solved) in &judged {
            progress.set_solved(name, *is_solved);
        }
    });
    session.gap()?;
    let (solved, total) = (session.solved(), judged.len());
    let open = exercises.iter().find(|exercise| !session.is_solved(exercise));
    session.screen.say(&match open {
        None => format!("All {total} exercises are solved."),
        Some(first) => {
            let left = count(total - solved, "is open", "are open");
            format!(
                "{solved} of {total} solved, {left}. The first of them: `cargo run -- run {}`",
                first.name
            )
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Does the same beside other things; what it prints.
pub fn aside(course: &Course, look: Look, stop: &Stop) -> Result<String> {
    // A runner of its own: it has its own idea of what is solved, and writes it down as two at once do.
    let mut command = Command::new(env::current_exe().context("cannot find the runner")?);
    command.arg("check").current_dir(&course.root).env("CARGO_MANIFEST_DIR", &course.root);
    if let Some(columns) = look.columns {
        command.env("COLUMNS", columns.to_string());
    }
    if look.colours {
        command.env("CLICOLOR_FORCE", "1");
    }
    let limits = Limits { deadline: None, output: 1 << 20, stop };
    let finished = process::run(command, &limits, |_, _| {})?;
    if !finished.status.is_some_and(|status| status.success()) {
        bail!("{}", finished.stderr.trim().trim_start_matches("error: "));
    }
    Ok(finished.stdout.trim_end().to_owned())
}

/// One cargo builds all of them: it knows best what can be done at the same time.
fn build(session: &Session<'_>, exercises: &[&Exercise], bar: &ProgressBar) -> Result<Built> {
    let mut arguments = vec!["build", "--test", "*", "--keep-going"];
    for exercise in exercises.iter().filter(|exercise| exercise.file().is_file()) {
        arguments.extend(["-p", exercise.package.name.as_str()]);
    }
    let elsewhere = cargo::elsewhere(&session.course.target);
    if let Some(folder) = &elsewhere {
        arguments.extend(["--target-dir", folder]);
    }
    let tell = |text: &str| bar.set_message(text.to_owned());
    cargo::build(&session.course.root, &arguments, false, &Stop::default(), &tell)
}

fn judge(
    course: &Course,
    exercises: &[&Exercise],
    built: &Built,
    bar: &ProgressBar,
) -> Result<Vec<Outcome>> {
    let outcomes: Vec<Mutex<Option<Outcome>>> =
        exercises.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        // Relaxed: each number is handed out once, and that is all that matters.
        while let Some((number, exercise)) = {
            let number = next.fetch_add(1, Ordering::Relaxed);
            exercises.get(number).map(|exercise| (number, exercise))
        } {
            let outcome = one(course, exercise, built);
            bar.inc(1);
            *outcomes[number].lock().unwrap_or_else(|poisoned| poisoned.into_inner()) =
                Some(outcome);
        }
    };
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            if let Err(payload) = worker.join() {
                panic::resume_unwind(payload);
            }
        }
    });
    interrupt::check()?;
    let take = |outcome: Mutex<Option<Outcome>>| {
        outcome.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()).unwrap_or(Ok(None))
    };
    Ok(outcomes.into_iter().map(take).collect())
}

fn one(course: &Course, exercise: &Exercise, built: &Built) -> Outcome {
    let manifest = &exercise.package.manifest_path;
    if !exercise.file().is_file() {
        return Ok(Some("the file is missing".into()));
    }
    if built.diagnostics.iter().any(|d| d.is_error && d.manifest == *manifest) {
        return Ok(Some("does not compile".into()));
    }
    let tests: Vec<_> =
        built.tests.iter().filter(|test| test.manifest == *manifest).cloned().collect();
    let run =
        judge::run(&tests, exercise, &exercise.file(), Look::default(), &Stop::default(), &|| {})?;
    if run.failed.is_empty()
        && let Some(changed) = given::changed(course, exercise).first()
    {
        let file = course.shown(&changed.file);
        return Ok(Some(format!("its tests pass, but `{file}` was changed")));
    }
    Ok(run.failed.first().map(|failed| match failed.kind {
        Kind::Assertion => sentence(&failed.test),
        kind => format!("{} ({kind})", sentence(&failed.test)),
    }))
}
