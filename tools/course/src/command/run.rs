//! `run`, and no command at all: where you are, the task, the verdict.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;

use crate::course::Exercise;
use crate::judge;
use crate::markdown;
use crate::readme;
use crate::screen::{FAINT, TITLE};
use crate::show;
use crate::verdict::Verdict;

use super::Session;

/// Makes the exercise the current one, and shows all about it.
pub fn run(session: &mut Session<'_>, name: Option<&str>, exit_code: bool) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    session.progress.current = Some(exercise.name.clone());
    header(session, exercise)?;
    task(session, exercise)?;
    let verdict = verdict(session, exercise)?;
    let failed = exit_code && !verdict.is_solved();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Where the learner is.
fn header(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    let course = session.course;
    let number = exercise.lesson_number();
    let title = course.lesson_title(exercise);
    let (place, siblings) = course.place_in_lesson(exercise);
    let (solved, total) = (session.solved(), course.exercises.len());
    let (id, name) = (exercise.number(), &exercise.name);
    let lesson = format!("{FAINT}Lesson {number} · {title}{FAINT:#}");
    let place = format!(
        "Exercise {id} {TITLE}{name}{TITLE:#} · {place} of {siblings} in this lesson · {solved} of {total} solved"
    );
    session.screen.say(&lesson)?;
    session.screen.say(&place)?;
    session.gap()
}

fn task(session: &mut Session<'_>, exercise: &Exercise) -> Result<()> {
    let readme = readme::read(session.course, exercise)?;
    let task = markdown::render(&readme.task, session.screen.prose());
    writeln!(session.screen, "{task}\n")?;
    // Whoever reads along a pipe sees the task while the tests are being built.
    Ok(session.screen.flush()?)
}

/// Judges the exercise, and says what came of it and what comes next.
fn verdict(session: &mut Session<'_>, exercise: &Exercise) -> Result<Verdict> {
    let verdict = judge::exercise(session.course, exercise, session.look())?;
    session.remember(exercise, &verdict);
    session.save();
    let width = session.screen.prose();
    writeln!(session.screen, "{FAINT}{}{FAINT:#}", "─".repeat(width))?;
    show::verdict(session.screen, session.course, exercise, &verdict)?;
    if verdict.is_solved() {
        session.gap()?;
        let (solved, total) = (session.solved(), session.course.exercises.len());
        let next = if solved == total {
            "Every exercise is solved. Read on: `cargo run -- book`".to_owned()
        } else {
            format!("{solved} of {total} solved. Go on: `cargo run -- next`")
        };
        session.screen.say(&next)?;
        let name = &exercise.name;
        session.screen.say(&format!("Compare with ours: `cargo run -- solution {name}`"))?;
    }
    Ok(verdict)
}
