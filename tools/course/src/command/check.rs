//! `check`: judges all exercises, several at a time.

mod record;

use std::env;
use std::io::Write;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};

use crate::built;
use crate::cargo::Built;
use crate::course::{Course, Exercise};
use crate::find;
use crate::interrupt::Stop;
use crate::judge;
use crate::libtest::sentence;
use crate::process::{self, Limits};
use crate::screen::{BAD, GOOD, wrap};
use crate::show::count;
use crate::trial::Look;
use crate::verdict::{Kind, Verdict};
use crate::workers;

use super::Session;

/// Judges everything, or what was named, remembers what came of it, and prints a line for each exercise. For other
/// programs it remembers nothing.
pub fn run(session: &mut Session<'_>, arguments: &ArgMatches) -> Result<ExitCode> {
    let course = session.course;
    let exercises = chosen(course, arguments)?;
    let bar = ProgressBar::new(exercises.len() as u64);
    // Where stderr is no terminal it draws nothing.
    bar.set_style(
        ProgressStyle::with_template("[{bar:30}] {pos} of {len} {wide_msg}")?.progress_chars("##."),
    );
    let built = build(session, &exercises, &bar)?;
    bar.set_message("judged");
    let verdicts = judge(course, &exercises, &built, &bar)?;
    bar.finish_and_clear();

    let is_solved = |verdict: &Result<Verdict>| verdict.as_ref().is_ok_and(Verdict::is_solved);
    session.change(|progress| {
        for (exercise, verdict) in exercises.iter().zip(&verdicts) {
            progress.set_solved(&exercise.name, is_solved(verdict));
        }
    });
    let is_for_programs = is_for_programs(arguments);
    for (exercise, verdict) in exercises.iter().zip(&verdicts) {
        if is_for_programs {
            let line = serde_json::to_string(&record::of(course, exercise, verdict))?;
            writeln!(session.screen, "{line}")?;
        } else {
            print(session, exercise, verdict)?;
        }
    }
    if !is_for_programs {
        sum_up(session, &exercises)?;
    }
    let failed = arguments.get_flag("exit-code") && !verdicts.iter().all(is_solved);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The exercises that were named, or all of them.
pub fn chosen<'a>(course: &'a Course, arguments: &ArgMatches) -> Result<Vec<&'a Exercise>> {
    let names = arguments.get_many::<String>("name").unwrap_or_default();
    let named: Result<Vec<Vec<&Exercise>>> =
        names.map(|name| find::exercises(course, name)).collect();
    Ok(match named?.concat() {
        named if named.is_empty() => course.exercises.iter().collect(),
        named => named,
    })
}

/// Whether another program reads what is printed. It wants verdicts, and has no progress.
pub fn is_for_programs(arguments: &ArgMatches) -> bool {
    arguments.get_one::<String>("format").is_some_and(|format| format == "json")
}

fn print(session: &mut Session<'_>, exercise: &Exercise, verdict: &Result<Verdict>) -> Result<()> {
    let all = &session.course.exercises;
    let longest = all.iter().map(|exercise| exercise.name.len()).max().unwrap_or_default();
    let is_solved = verdict.as_ref().is_ok_and(Verdict::is_solved);
    let (style, state) = if is_solved { (GOOD, "solved") } else { (BAD, "open") };
    let why = in_words(session.course, verdict);
    let (number, name) = (exercise.number(), &exercise.name);
    let start = format!("  {style}{state:<6}{style:#}  {number}  {name:<longest$}  ");
    let rest = " ".repeat(textwrap::core::display_width(&start));
    let options = textwrap::Options::new(session.screen.prose());
    let options = options.initial_indent(&start).subsequent_indent(&rest);
    Ok(writeln!(session.screen, "{}", wrap(&why, options).trim_end())?)
}

fn sum_up(session: &mut Session<'_>, exercises: &[&Exercise]) -> Result<()> {
    session.gap()?;
    let total = exercises.len();
    let open: Vec<_> = exercises.iter().filter(|exercise| !session.is_solved(exercise)).collect();
    let text = match open.first() {
        None if total == 1 => "It is solved.".into(),
        None => format!("All {total} exercises are solved."),
        Some(first) => {
            let (solved, left) = (total - open.len(), count(open.len(), "is open", "are open"));
            let name = &first.name;
            format!(
                "{solved} of {total} solved, {left}. The first of them: `cargo run -- run {name}`"
            )
        }
    };
    Ok(session.screen.say(&text)?)
}

/// What came of it, in a line.
fn in_words(course: &Course, verdict: &Result<Verdict>) -> String {
    let run = match verdict {
        Ok(Verdict::Ran(run)) => run,
        Ok(Verdict::Broken(_)) => return "does not compile".into(),
        Err(error) => return format!("no verdict: {error:#}"),
    };
    if let Some(failed) = run.failed.first() {
        return match failed.kind {
            Kind::Assertion => sentence(&failed.test),
            kind => format!("{} ({kind})", sentence(&failed.test)),
        };
    }
    match run.changed.first() {
        Some(file) => format!("its tests pass, but `{}` was changed", course.shown(file)),
        None => "its tests pass".into(),
    }
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
    let limits = Limits { deadline: None, memory: None, output: 1 << 20, stop };
    let finished = process::run(command, &limits, |_, _| {})?;
    if !finished.status.is_some_and(|status| status.success()) {
        bail!("{}", finished.stderr.trim().trim_start_matches("error: "));
    }
    Ok(finished.stdout.trim_end().to_owned())
}

/// One cargo builds all of them: it knows best what can be done at the same time.
fn build(session: &Session<'_>, exercises: &[&Exercise], bar: &ProgressBar) -> Result<Built> {
    let there: Vec<_> = exercises.iter().copied().filter(|e| e.file().is_file()).collect();
    let tell = |text: &str| bar.set_message(text.to_owned());
    let command = ["build", "--test", "*", "--keep-going"];
    built::build(session.course, &there, &command, false, &Stop::default(), &tell)
}

fn judge(
    course: &Course,
    exercises: &[&Exercise],
    built: &Built,
    bar: &ProgressBar,
) -> Result<Vec<Result<Verdict>>> {
    workers::each(exercises, |exercise| {
        let verdict = one(course, exercise, built);
        bar.inc(1);
        verdict
    })
}

fn one(course: &Course, exercise: &Exercise, built: &Built) -> Result<Verdict> {
    judge::is_there(course, exercise)?;
    judge::built_already(course, exercise, built, Look::default(), &Stop::default(), &|| {})
}
