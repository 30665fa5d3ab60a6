//! A verdict in words.

use std::fs;
use std::io::{self, Write};
use std::time::Duration;

use crate::course::{Course, Exercise};
use crate::libtest::sentence;
use crate::screen::{BAD, FAINT, GOOD, Screen, TITLE, wrap};
use crate::verdict::{CutShort, Failed, Kind, Passed, Run, Verdict};

/// Prints the verdict, and what to do about it.
pub fn verdict(
    screen: &mut Screen,
    course: &Course,
    exercise: &Exercise,
    verdict: &Verdict,
) -> io::Result<()> {
    match verdict {
        Verdict::Broken(errors) => broken(screen, errors),
        Verdict::Ran(run) if verdict.is_solved() => return solved(screen, exercise, run),
        Verdict::Ran(run) => failing(screen, exercise, run),
    }?;
    writeln!(screen)?;
    screen.say(&format!(
        "Change `{}`, then `cargo run` again.",
        course.shown(&exercise.file())
    ))?;
    screen.say("Stuck? `cargo run -- hint`")
}

fn broken(screen: &mut Screen, errors: &[String]) -> io::Result<()> {
    writeln!(screen, "{BAD}Does not compile.{BAD:#}")?;
    for error in errors {
        writeln!(screen, "\n{}", error.trim_end())?;
    }
    Ok(())
}

fn solved(screen: &mut Screen, exercise: &Exercise, run: &Run) -> io::Result<()> {
    writeln!(screen, "{GOOD}Solved.{GOOD:#} This holds:\n")?;
    for Passed { test, proved } in &run.passed {
        let proved = if proved.is_empty() {
            "passes".to_owned()
        } else {
            proved.join("; ")
        };
        let line = format!("{}: {FAINT}{proved}{FAINT:#}", sentence(test));
        let options = textwrap::Options::new(screen.prose())
            .initial_indent("  ")
            .subsequent_indent("    ");
        writeln!(screen, "{}", wrap(&line, options))?;
    }
    if run.warnings > 0 {
        let (these, package) = (
            count(run.warnings, "warning", "warnings"),
            &exercise.package.name,
        );
        writeln!(screen)?;
        screen.say(&format!(
            "The compiler has {these}: `cargo check -p {package}`"
        ))?;
    }
    Ok(())
}

fn failing(screen: &mut Screen, exercise: &Exercise, run: &Run) -> io::Result<()> {
    let total = run.failed.len() + run.passed.len();
    match &run.cut_short {
        Some(CutShort::Deadline(deadline)) => {
            writeln!(screen, "{BAD}{}{BAD:#}", still_running(*deadline))?;
        }
        Some(CutShort::Crash(how)) => {
            writeln!(
                screen,
                "{BAD}The tests ended before their time{BAD:#} ({how})."
            )?;
        }
        None => {
            let these = match run.failed.len() {
                1 if total == 1 => "Its test fails.".to_owned(),
                1 => format!("1 of {total} tests fails."),
                failed => format!("{failed} of {total} tests fail."),
            };
            writeln!(screen, "{BAD}Not solved yet.{BAD:#} {these}")?;
        }
    }
    let (unfinished, failed): (Vec<_>, Vec<_>) = run
        .failed
        .iter()
        .partition(|failed| matches!(failed.kind, Kind::Hang | Kind::Crash));
    names(screen, "Not finished:", &unfinished)?;
    let mut rest = &failed[..];
    if let Some((first, others)) = failed.split_first()
        && !first.text.is_empty()
    {
        writeln!(
            screen,
            "\n{TITLE}Fails: {}{TITLE:#}\n\n{}",
            sentence(&first.test),
            shortened(&first.text)
        )?;
        rest = others;
    }
    names(screen, "Fails as well:", rest)?;
    if run.cut_short.is_some() && !run.stray.is_empty() {
        writeln!(screen, "\n{}", shortened(&run.stray))?;
    }
    if matches!(run.cut_short, Some(CutShort::Deadline(_))) && uses_locks_of_std(exercise) {
        writeln!(screen)?;
        screen.say(
            "The file uses `std::sync` or `std::thread`. A lock from there stops the search as a whole: \
             inside a model, take them from `interleave`.",
        )?;
    }
    if !rest.is_empty() {
        writeln!(screen)?;
        screen.say(&format!(
            "Every failure in full: `cargo test -p {}`",
            exercise.package.name
        ))?;
    }
    Ok(())
}

/// The verdict on code that does not come to an end.
pub fn still_running(deadline: Duration) -> String {
    let seconds = deadline.as_secs();
    format!("Still running after {seconds} s: a deadlock, or a loop that never ends.")
}

fn names(screen: &mut Screen, title: &str, failed: &[&Failed]) -> io::Result<()> {
    if failed.is_empty() {
        return Ok(());
    }
    writeln!(screen, "\n{title}")?;
    for Failed { test, kind, .. } in failed {
        let kind = match kind {
            Kind::Assertion | Kind::Hang | Kind::Crash => String::new(),
            kind => format!(" ({kind})"),
        };
        writeln!(screen, "  {}{kind}", sentence(test))?;
    }
    Ok(())
}

/// A picture is never this long; what a loop prints is.
fn shortened(text: &str) -> String {
    const HEAD: usize = 200;
    const TAIL: usize = 50;
    const WIDE: usize = 400;
    let short = |line: &str| match line.char_indices().nth(WIDE) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.to_owned(),
    };
    let mut lines: Vec<String> = text.lines().map(short).collect();
    if let Some(excess) = lines.len().checked_sub(HEAD + TAIL + 1) {
        lines.splice(
            HEAD..=HEAD + excess,
            [format!("… {} lines left out …", excess + 1)],
        );
    }
    lines.join("\n")
}

fn uses_locks_of_std(exercise: &Exercise) -> bool {
    let text = fs::read_to_string(exercise.file()).unwrap_or_default();
    exercise.explores() && (text.contains("std::sync::") || text.contains("std::thread"))
}

/// `1 test`, `2 tests`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
