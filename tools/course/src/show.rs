//! A verdict in words.

use std::fs;
use std::io::{self, Write};

use textwrap::core::display_width;

use crate::before::{self, Fate};
use crate::course::{Course, Exercise};
use crate::fold::{Fold, Folding};
use crate::libtest::sentence;
use crate::screen::{BAD, FAINT, GOOD, Screen, TITLE, wrap};
use crate::verdict::{Failed, Kind, Passed, Run, Verdict};

/// Prints the verdict, and what to do about it.
pub fn verdict(
    screen: &mut Screen,
    course: &Course,
    exercise: &Exercise,
    verdict: &Verdict,
    fate: Option<&Fate>,
) -> io::Result<()> {
    let words = words(screen, course, exercise, verdict, fate);
    write!(screen, "{}", words.whole())?;
    if verdict.is_solved() {
        return Ok(());
    }
    let has_changed_tests = matches!(verdict, Verdict::Ran(run) if run.failed.is_empty());
    if has_changed_tests {
        return Ok(());
    }
    writeln!(screen)?;
    let file = screen.file(course, &exercise.file());
    screen.say(&format!("Change {file}, then `cargo run` again."))?;
    screen.say("Stuck? `cargo run -- hint`")
}

/// The verdict, as a text that can be folded. Where keys are pressed, it names the file to change.
pub fn words(
    screen: &Screen,
    course: &Course,
    exercise: &Exercise,
    verdict: &Verdict,
    fate: Option<&Fate>,
) -> Folding {
    let mut words = Folding::default();
    match verdict {
        Verdict::Broken(errors) => broken(&mut words, screen, errors),
        Verdict::Ran(run) if verdict.is_solved() => solved(&mut words, screen, exercise, run, fate),
        Verdict::Ran(run) if run.failed.is_empty() => {
            changed(&mut words, screen, course, exercise, run);
        }
        Verdict::Ran(run) => failing(&mut words, screen, exercise, run, fate),
    }
    let has_failed = !matches!(verdict, Verdict::Ran(run) if run.failed.is_empty());
    if screen.is_page() && has_failed {
        // What else there is to do is said by the keys.
        words.keep(yours(screen, course, exercise));
    }
    words
}

fn broken(words: &mut Folding, screen: &Screen, errors: &[String]) {
    words.keep(format!("{BAD}Does not compile.{BAD:#}"));
    let errors = errors.iter().map(|error| fitting(error.trim_end(), screen.columns())).collect();
    // The first one is not to be pushed out of sight by those that often follow from it.
    words.items(errors, "\n\n", |rest| {
        format!("And {}: PgDn", count(rest, "more error", "more errors"))
    });
}

fn solved(
    words: &mut Folding,
    screen: &Screen,
    exercise: &Exercise,
    run: &Run,
    fate: Option<&Fate>,
) {
    words.keep(format!("{GOOD}Solved.{GOOD:#} This holds:"));
    let line = |Passed { test, proved, .. }: &Passed| {
        // "This holds", says the line above.
        let proved: Vec<&str> =
            proved.iter().map(|p| p.strip_prefix("holds ").unwrap_or(p)).collect();
        let proved = if proved.is_empty() { "passes".to_owned() } else { proved.join("; ") };
        let line = format!("{}: {FAINT}{proved}{FAINT:#}", sentence(test));
        let options =
            textwrap::Options::new(screen.prose()).initial_indent("  ").subsequent_indent("    ");
        wrap(&line, options)
    };
    let lines: Vec<String> = run.passed.iter().map(line).collect();
    let retry = match fate {
        Some(Fate::Repaired(retry)) => Some(&**retry),
        _ => None,
    };
    if retry.is_none() {
        words.items(lines, "\n", |rest| format!("  … and {rest} more: PgDn"));
    } else {
        let tests = count(lines.len(), "test passes", "tests pass");
        words.push(lines.join("\n"), Fold::Line(format!("  {tests}: PgDn")));
    }
    if run.warnings > 0 {
        let (these, package) = (count(run.warnings, "warning", "warnings"), &exercise.package.name);
        words.keep(screen.said(&format!("The compiler has {these}: `cargo check -p {package}`")));
    }
    if let Some(retry) = retry {
        let picture = before::picture(retry, screen.columns(), screen.colours());
        if let Some(picture) = picture {
            let title = "The schedule that broke it, on your code now:";
            words.keep(format!("{TITLE}{title}{TITLE:#}"));
            words.push(fitting(&picture, screen.columns()), Fold::Middle);
        }
        let told = before::afterwards(retry).into_iter().flatten();
        let told: Vec<String> = told.map(|text| screen.said(&text)).collect();
        words.keep(told.join("\n"));
    }
}

const CHANGED: &str = "Solved, but with changed tests: it does not count.";

/// The tests pass, and they are not the tests that were shipped.
fn changed(words: &mut Folding, screen: &Screen, course: &Course, exercise: &Exercise, run: &Run) {
    words.keep(format!("{BAD}{CHANGED}{BAD:#}"));
    let files = run.changed.iter().map(|file| format!("  {}", screen.file(course, file)));
    let files: Vec<String> = files.collect();
    words.keep(format!("{}\n{}", screen.said("Not as they were shipped:"), files.join("\n")));
    words.keep(screen.said(&format!(
        "`cargo run -- reset {} --tests` puts them back, and keeps what you wrote.",
        exercise.name
    )));
}

/// The verdict in a line with the key that shows the rest, and what to do about it.
pub fn in_short(
    screen: &Screen,
    course: &Course,
    exercise: &Exercise,
    verdict: &Verdict,
) -> String {
    let short = match verdict {
        Verdict::Broken(_) => format!("{BAD}Does not compile.{BAD:#} The errors: `t`"),
        Verdict::Ran(_) if verdict.is_solved() => {
            return screen.said(&format!("{GOOD}Solved.{GOOD:#} What holds: `t`"));
        }
        Verdict::Ran(run) if run.failed.is_empty() => {
            format!("{BAD}{CHANGED}{BAD:#} Which ones: `t`")
        }
        Verdict::Ran(run) => format!("{} What they say: `t`", not_solved(run)),
    };
    format!("{}\n{}", screen.said(&short), yours(screen, course, exercise))
}

fn yours(screen: &Screen, course: &Course, exercise: &Exercise) -> String {
    let file = screen.file(course, &exercise.file());
    screen.said(&format!("Yours to change: {file}"))
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

fn failing(
    words: &mut Folding,
    screen: &Screen,
    exercise: &Exercise,
    run: &Run,
    fate: Option<&Fate>,
) {
    words.keep(not_solved(run));
    match fate {
        Some(Fate::Told(fate, Some(more))) => {
            let whole = screen.said(&format!("{fate} {more}"));
            words.push(whole, Fold::Line(screen.said(fate)));
        }
        Some(Fate::Told(fate, None)) => words.keep(screen.said(fate)),
        Some(Fate::Repaired(_)) | None => {}
    }
    let Some((first, others)) = run.failed.split_first() else {
        return;
    };
    // What stops a search says nothing about the code that was searched.
    let title = if first.kind == Kind::Search { "No verdict" } else { "Fails" };
    words.keep(format!("{TITLE}{title}: {}{TITLE:#}", sentence(&first.test)));
    words.push(shortened(&first.text, 200, screen.columns()), Fold::Middle);
    if !first.printed.is_empty() {
        let printed = shortened(&first.printed, 20, screen.columns());
        let lines = count(printed.lines().count(), "line", "lines");
        let short = format!("It printed {lines}: PgDn");
        words.push(format!("It printed:\n{printed}"), Fold::Line(short));
    }
    if first.kind == Kind::Hang && uses_locks_of_std(exercise) {
        words.keep(screen.said(
            "The file uses `std::sync` or `std::thread`. A lock from there stops the search as a whole: \
             inside a model, take them from `interleave`.",
        ));
    }
    if first.kind.is_death() {
        for warning in &run.telling {
            let warning = fitting(warning.trim_end(), screen.columns());
            let short = "The compiler has warned of this: PgDn".to_owned();
            words.push(format!("The compiler has warned of this:\n{warning}"), Fold::Line(short));
        }
    }
    if others.is_empty() {
        return;
    }
    let line = |Failed { test, kind, .. }: &Failed| {
        let kind = match kind {
            Kind::Assertion => String::new(),
            Kind::Search => " (no verdict)".into(),
            kind => format!(" ({kind})"),
        };
        let options =
            textwrap::Options::new(screen.prose()).initial_indent("  ").subsequent_indent("    ");
        wrap(&format!("{}{kind}", sentence(test)), options)
    };
    let lines: Vec<String> = others.iter().map(line).collect();
    let short = match others.len() {
        1 => format!("Fails as well: {}", lines[0].trim_start()),
        n => format!("{n} other tests fail as well: PgDn"),
    };
    words.push(format!("Fails as well:\n{}", lines.join("\n")), Fold::Line(short));
    // With one that hangs, that command would hang as well.
    if run.failed.iter().any(|failed| failed.kind == Kind::Hang) {
        return;
    }
    let command = format!("Every failure in full: `cargo test -p {}`", exercise.package.name);
    words.push(screen.said(&command), Fold::Out);
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
    fitting(&lines.join("\n"), columns)
}

/// The text with what is too wide for the terminal broken between words.
fn fitting(text: &str, columns: Option<usize>) -> String {
    let columns = columns.unwrap_or(usize::MAX);
    let line = |line: &str| match display_width(line) > columns {
        true => {
            let indent = " ".repeat(line.len() - line.trim_start().len());
            textwrap::fill(line, textwrap::Options::new(columns).subsequent_indent(&indent))
        }
        false => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn uses_locks_of_std(exercise: &Exercise) -> bool {
    let text = fs::read_to_string(exercise.file()).unwrap_or_default();
    exercise.explores() && (text.contains("std::sync::") || text.contains("std::thread"))
}

/// `1 test`, `2 tests`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn what_is_too_wide_is_broken_between_words_and_keeps_its_indent() {
        let text = "error: the trait bound is not satisfied\n  = help: add a bound to it";
        let expected = "error: the trait bound\nis not satisfied\n  = help: add a bound to\n  it";
        assert_eq!(fitting(text, Some(24)), expected);
        assert_eq!(fitting(text, None), text);
    }
}
