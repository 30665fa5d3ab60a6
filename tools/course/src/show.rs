//! A verdict in words.

use std::fs;
use std::io::{self, Write};

use textwrap::core::display_width;

use crate::course::{Course, Exercise};
use crate::libtest::sentence;
use crate::screen::{BAD, FAINT, GOOD, Screen, TITLE, wrap};
use crate::verdict::{Failed, Kind, Passed, Run, Verdict};

/// Prints the verdict, and what to do about it.
pub fn verdict(
    screen: &mut Screen,
    course: &Course,
    exercise: &Exercise,
    verdict: &Verdict,
) -> io::Result<()> {
    match verdict {
        Verdict::Broken(errors) => broken(screen, exercise, errors),
        Verdict::Ran(run) if verdict.is_solved() => return solved(screen, exercise, run),
        Verdict::Ran(run) if run.failed.is_empty() => {
            return changed(screen, course, exercise, run);
        }
        Verdict::Ran(run) => failing(screen, exercise, run),
    }?;
    writeln!(screen)?;
    if screen.is_page() {
        // What else there is to do is said by the keys.
        return yours(screen, course, exercise);
    }
    let file = screen.file(course, &exercise.file());
    screen.say(&format!("Change {file}, then `cargo run` again."))?;
    screen.say("Stuck? `cargo run -- hint`")
}

fn broken(screen: &mut Screen, exercise: &Exercise, errors: &[String]) -> io::Result<()> {
    writeln!(screen, "{BAD}Does not compile.{BAD:#}")?;
    // On a page the first one is not to be pushed out of sight by those that often follow from it.
    let mut room = if screen.is_page() { screen.rows().saturating_sub(12) } else { usize::MAX };
    for (number, error) in errors.iter().enumerate() {
        let height = error.trim_end().lines().count() + 1;
        if number > 0 && height > room {
            let (rest, package) = (errors.len() - number, &exercise.package.name);
            writeln!(screen)?;
            let more = count(rest, "more error", "more errors");
            return screen.say(&format!("And {more}: `cargo check -p {package}`"));
        }
        room = room.saturating_sub(height);
        writeln!(screen, "\n{}", error.trim_end())?;
    }
    Ok(())
}

fn solved(screen: &mut Screen, exercise: &Exercise, run: &Run) -> io::Result<()> {
    writeln!(screen, "{GOOD}Solved.{GOOD:#} This holds:\n")?;
    for Passed { test, proved } in &run.passed {
        // "This holds", says the line above.
        let proved: Vec<&str> =
            proved.iter().map(|p| p.strip_prefix("holds ").unwrap_or(p)).collect();
        let proved = if proved.is_empty() { "passes".to_owned() } else { proved.join("; ") };
        let line = format!("{}: {FAINT}{proved}{FAINT:#}", sentence(test));
        let options =
            textwrap::Options::new(screen.prose()).initial_indent("  ").subsequent_indent("    ");
        writeln!(screen, "{}", wrap(&line, options))?;
    }
    if run.warnings > 0 {
        let (these, package) = (count(run.warnings, "warning", "warnings"), &exercise.package.name);
        writeln!(screen)?;
        screen.say(&format!("The compiler has {these}: `cargo check -p {package}`"))?;
    }
    Ok(())
}

const CHANGED: &str = "Solved, but with changed tests: it does not count.";

/// The tests pass, and they are not the tests that were shipped.
fn changed(screen: &mut Screen, course: &Course, exercise: &Exercise, run: &Run) -> io::Result<()> {
    writeln!(screen, "{BAD}{CHANGED}{BAD:#}\n")?;
    screen.say("Not as they were shipped:")?;
    for file in &run.changed {
        let file = screen.file(course, file);
        screen.say(&format!("  {file}"))?;
    }
    let name = &exercise.name;
    writeln!(screen)?;
    screen.say(&format!(
        "`cargo run -- reset {name} --tests` puts them back, and keeps what you wrote."
    ))
}

/// Prints the verdict in a line with the key that shows the rest, and what to do about it.
pub fn in_short(
    screen: &mut Screen,
    course: &Course,
    exercise: &Exercise,
    verdict: &Verdict,
) -> io::Result<()> {
    match verdict {
        Verdict::Broken(_) => {
            screen.say(&format!("{BAD}Does not compile.{BAD:#} The errors: `t`"))?
        }
        Verdict::Ran(_) if verdict.is_solved() => {
            return screen.say(&format!("{GOOD}Solved.{GOOD:#} What holds: `t`"));
        }
        Verdict::Ran(run) if run.failed.is_empty() => {
            screen.say(&format!("{BAD}{CHANGED}{BAD:#} Which ones: `t`"))?;
        }
        Verdict::Ran(run) => screen.say(&format!("{} What they say: `t`", not_solved(run)))?,
    }
    yours(screen, course, exercise)
}

fn yours(screen: &mut Screen, course: &Course, exercise: &Exercise) -> io::Result<()> {
    let file = screen.file(course, &exercise.file());
    screen.say(&format!("Yours to change: {file}"))
}

fn not_solved(run: &Run) -> String {
    let total = run.failed.len() + run.passed.len();
    let these = match run.failed.len() {
        1 if total == 1 => "Its test fails.".to_owned(),
        1 => format!("1 of {total} tests fails."),
        failed => format!("{failed} of {total} tests fail."),
    };
    format!("{BAD}Not solved yet.{BAD:#} {these}")
}

fn failing(screen: &mut Screen, exercise: &Exercise, run: &Run) -> io::Result<()> {
    writeln!(screen, "{}", not_solved(run))?;
    let Some((first, others)) = run.failed.split_first() else {
        return Ok(());
    };
    // What stops a search says nothing about the code that was searched.
    let title = if first.kind == Kind::Search { "No verdict" } else { "Fails" };
    let sentence_of_first = sentence(&first.test);
    writeln!(
        screen,
        "\n{TITLE}{title}: {sentence_of_first}{TITLE:#}\n\n{}",
        shortened(&first.text, 200, screen.columns())
    )?;
    if !first.printed.is_empty() {
        let printed = shortened(&first.printed, 20, screen.columns());
        writeln!(screen, "\nIt printed:\n{printed}")?;
    }
    if first.kind == Kind::Hang && uses_locks_of_std(exercise) {
        writeln!(screen)?;
        screen.say(
            "The file uses `std::sync` or `std::thread`. A lock from there stops the search as a whole: \
             inside a model, take them from `interleave`.",
        )?;
    }
    if first.kind.is_death() {
        for warning in &run.telling {
            writeln!(screen, "\nThe compiler has warned of this:\n{}", warning.trim_end())?;
        }
    }
    if others.is_empty() {
        return Ok(());
    }
    writeln!(screen, "\nFails as well:")?;
    for Failed { test, kind, .. } in others {
        let kind = match kind {
            Kind::Assertion => String::new(),
            Kind::Search => " (no verdict)".into(),
            kind => format!(" ({kind})"),
        };
        writeln!(screen, "  {}{kind}", sentence(test))?;
    }
    // With one that hangs, that command would hang as well.
    if run.failed.iter().any(|failed| failed.kind == Kind::Hang) {
        return Ok(());
    }
    writeln!(screen)?;
    screen.say(&format!("Every failure in full: `cargo test -p {}`", exercise.package.name))
}

/// A picture is never this long; what a loop prints is. What is too wide for the terminal is broken between words.
fn shortened(text: &str, head: usize, columns: Option<usize>) -> String {
    const TAIL: usize = 20;
    const WIDE: usize = 400;
    let short = |line: &str| match line.char_indices().nth(WIDE) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.to_owned(),
    };
    let mut lines: Vec<String> = text.lines().map(short).collect();
    if let Some(excess) = lines.len().checked_sub(head + TAIL + 1) {
        lines.splice(head..=head + excess, [format!("… {} lines left out …", excess + 1)]);
    }
    let columns = columns.unwrap_or(usize::MAX);
    let fitting = |line: &String| match display_width(line) > columns {
        true => {
            let indent = " ".repeat(line.len() - line.trim_start().len());
            textwrap::fill(line, textwrap::Options::new(columns).subsequent_indent(&indent))
        }
        false => line.clone(),
    };
    lines.iter().map(fitting).collect::<Vec<_>>().join("\n")
}

fn uses_locks_of_std(exercise: &Exercise) -> bool {
    let text = fs::read_to_string(exercise.file()).unwrap_or_default();
    exercise.explores() && (text.contains("std::sync::") || text.contains("std::thread"))
}

/// `1 test`, `2 tests`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
