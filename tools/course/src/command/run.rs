//! `run`, and no command at all: where you are, the task, the verdict. At a terminal, it goes
//! on from there.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::Result;

use crate::before::{self, Fate};
use crate::course::Exercise;
use crate::fold::Folding;
use crate::interrupt::Stop;
use crate::judge;
use crate::markdown;
use crate::readme;
use crate::screen::{self, FAINT, Status, TITLE};
use crate::show;
use crate::verdict::Verdict;

use super::{Session, next};

/// Makes the exercise the current one, and shows all about it.
pub fn run(session: &mut Session<'_>, name: Option<&str>, exit_code: bool) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    task(session, exercise)?;
    // The reader of a pipe sees the task while the tests are being built.
    session.screen.flush()?;
    let status = Mutex::new(Status::default());
    let tell = |text: &str| screen::show(&status, text);
    let stop = Stop::default();
    let verdict = judge::exercise(session.course, exercise, session.look(), &stop, &tell)?;
    drop(status);
    let fate = remember(session, exercise, Some(&verdict));
    outcome(session, exercise, &verdict, fate.as_ref())?;
    let failed = exit_code && !verdict.is_solved();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Where the learner is, and what is to be done.
fn task(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    place(session, exercise)?;
    to_do(session, exercise)
}

/// What is to be done.
pub fn to_do(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    let readme = readme::read(session.course, exercise)?;
    let task = markdown::render(&readme.task, session.screen.prose());
    Ok(writeln!(session.screen, "{task}\n")?)
}

/// Where the learner is.
pub fn place(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    let number = exercise.lesson_number();
    let title = session.course.lesson_title(exercise);
    session.screen.say(&format!("{FAINT}Lesson {number} · {title}{FAINT:#}"))?;
    place_in_a_line(session, exercise)?;
    session.gap()
}

/// Where the learner is, in as few words as possible.
pub fn place_in_a_line(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    let course = session.course;
    let (place, siblings) = course.place_in_lesson(exercise);
    let (id, name) = (exercise.number(), &exercise.name);
    let mut parts = vec![
        format!("Exercise {id} {TITLE}{name}{TITLE:#}"),
        format!("{place} of {siblings} in this lesson"),
    ];
    if !session.screen.is_page() {
        // A page has a bar that shows it.
        parts.push(format!("{} of {} solved", session.solved(), course.exercises.len()));
    }
    // A line too long for the terminal is broken between these, and not within.
    let parts: Vec<String> = parts.iter().map(|part| screen::glued(part)).collect();
    Ok(session.screen.say(&parts.join(" · "))?)
}

/// Takes down that this exercise is the current one, and whether it is solved, where that is known. What has become of the
/// schedule that broke it before.
pub fn remember(
    session: &mut Session<'_>,
    exercise: &Exercise,
    verdict: Option<&Verdict>,
) -> Option<Fate> {
    session.change(|progress| {
        progress.current = Some(exercise.name.clone());
        if let Some(verdict) = verdict {
            progress.set_solved(&exercise.name, verdict.is_solved());
        }
    });
    before::follow(session.course, exercise, verdict?)
}

/// What came of it, and what comes next.
fn outcome(
    session: &mut Session<'_>,
    exercise: &Exercise,
    verdict: &Verdict,
    fate: Option<&Fate>,
) -> Result<()> {
    rule(session)?;
    show::verdict(session.screen, session.course, exercise, verdict, fate)?;
    if verdict.is_solved() {
        session.gap()?;
        let next = what_comes(session, exercise);
        session.screen.say(&next)?;
        let name = &exercise.name;
        session.screen.say(&format!("Compare with ours: `cargo run -- solution {name}`"))?;
    }
    Ok(())
}

/// The same as a text that can be folded, for a page.
pub fn words(
    session: &Session<'_>,
    exercise: &Exercise,
    verdict: &Verdict,
    fate: Option<&Fate>,
) -> Folding {
    let mut words = show::words(session.screen, session.course, exercise, verdict, fate);
    if verdict.is_solved() {
        words.keep(session.screen.said(&what_comes(session, exercise)));
    }
    words
}

/// The line above the verdict.
pub fn rule(session: &mut Session<'_>) -> Result<()> {
    let width = session.screen.prose();
    Ok(writeln!(session.screen, "{FAINT}{}{FAINT:#}", "─".repeat(width))?)
}

/// What comes next.
fn what_comes(session: &Session<'_>, exercise: &Exercise) -> String {
    let (solved, total) = (session.solved(), session.course.exercises.len());
    if solved == total {
        let book = session.screen.how('b', "book");
        return format!("Every exercise is solved. Read on: {book}");
    }
    let key = session.screen.how('n', "next");
    let on = format!("{solved} of {total} solved. Go on: {key}");
    match next::after(session, exercise) {
        // Only where keys are pressed: a command prints it anyway.
        Some(next) if session.screen.is_page() => {
            let about = next.package.description.as_deref().unwrap_or(&next.name);
            format!("{on} ({} · {about})", next.number())
        }
        _ => on,
    }
}
