//! `run`, and no command at all: where you are, the task, the verdict. At a terminal, it goes
//! on from there.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::Result;

use crate::course::Exercise;
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
    remember(session, exercise, Some(&verdict));
    outcome(session, exercise, &verdict)?;
    let failed = exit_code && !verdict.is_solved();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Where the learner is, and what is to be done.
pub fn task(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    place(session, exercise)?;
    let readme = readme::read(session.course, exercise)?;
    let task = markdown::render(&readme.task, session.screen.prose());
    Ok(writeln!(session.screen, "{task}\n")?)
}

/// Where the learner is.
pub fn place(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    let course = session.course;
    let number = exercise.lesson_number();
    let title = course.lesson_title(exercise);
    let (place, siblings) = course.place_in_lesson(exercise);
    let (solved, total) = (session.solved(), course.exercises.len());
    let (id, name) = (exercise.number(), &exercise.name);
    let lesson = format!("{FAINT}Lesson {number} · {title}{FAINT:#}");
    // A line too long for the terminal is broken between these, and not within.
    let parts = [
        format!("Exercise {id} {TITLE}{name}{TITLE:#}"),
        format!("{place} of {siblings} in this lesson"),
        format!("{solved} of {total} solved"),
    ];
    session.screen.say(&lesson)?;
    session.screen.say(&parts.map(|part| screen::glued(&part)).join(" · "))?;
    session.gap()
}

/// Takes down that this exercise is the current one, and whether it is solved, where that is known.
pub fn remember(session: &mut Session<'_>, exercise: &Exercise, verdict: Option<&Verdict>) {
    session.change(|progress| {
        progress.current = Some(exercise.name.clone());
        if let Some(verdict) = verdict {
            progress.set_solved(&exercise.name, verdict.is_solved());
        }
    });
}

/// What came of it, and what comes next.
pub fn outcome(session: &mut Session<'_>, exercise: &Exercise, verdict: &Verdict) -> Result<()> {
    rule(session)?;
    show::verdict(session.screen, session.course, exercise, verdict)?;
    if verdict.is_solved() {
        session.gap()?;
        let (solved, total) = (session.solved(), session.course.exercises.len());
        let next = if solved == total {
            let book = session.screen.how('b', "book");
            format!("Every exercise is solved. Read on: {book}")
        } else {
            let next = session.screen.how('n', "next");
            format!("{solved} of {total} solved. Go on: {next}{}", what_comes(session, exercise))
        };
        session.screen.say(&next)?;
        if !session.screen.is_page() {
            let name = &exercise.name;
            session.screen.say(&format!("Compare with ours: `cargo run -- solution {name}`"))?;
        }
    }
    Ok(())
}

/// The verdict in a line, where there is no room for more, and the key that shows it.
pub fn short_outcome(
    session: &mut Session<'_>,
    exercise: &Exercise,
    verdict: &Verdict,
) -> Result<()> {
    rule(session)?;
    Ok(show::in_short(session.screen, session.course, exercise, verdict)?)
}

fn rule(session: &mut Session<'_>) -> Result<()> {
    let width = session.screen.prose();
    Ok(writeln!(session.screen, "{FAINT}{}{FAINT:#}", "─".repeat(width))?)
}

/// What the next exercise is about. Only where keys are pressed: a command prints it anyway.
fn what_comes(session: &Session<'_>, exercise: &Exercise) -> String {
    match next::after(session, exercise) {
        Some(next) if session.screen.is_page() => {
            let about = next.package.description.as_deref().unwrap_or(&next.name);
            format!(" ({} · {about})", next.number())
        }
        _ => String::new(),
    }
}
