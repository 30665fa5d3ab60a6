//! `next`: goes on to the next exercise that is not solved.

use std::process::ExitCode;

use anyhow::Result;

use crate::course::Exercise;

use super::{Session, run};

/// Goes on, from the end of the course to its beginning again.
pub fn run(session: &mut Session<'_>) -> Result<ExitCode> {
    match find(session)? {
        Some(next) => run::run(session, Some(&next.name), false),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// The exercise to go on to; says so when there is none, or when one is left behind.
pub fn find<'a>(session: &mut Session<'a>) -> Result<Option<&'a Exercise>> {
    let current = session.current();
    let next = after(session, current);
    let name = &current.name;
    if next.is_none() {
        let last = last(session, current);
        session.screen.say(&last)?;
    } else if !session.is_solved(current) {
        session.screen.note(&format!(
            "`{name}` is not solved yet; `cargo run -- run {name}` leads back to it"
        ));
    }
    Ok(next)
}

/// What is said when there is nowhere to go.
pub fn last(session: &Session<'_>, current: &Exercise) -> String {
    if session.is_solved(current) {
        let book = session.screen.how('b', "book");
        format!("Every exercise is solved. Read on: {book}")
    } else {
        format!("All others are solved; `{}` is the last one.", current.name)
    }
}

/// The next exercise after this one that is not solved.
pub fn after<'a>(session: &Session<'a>, current: &Exercise) -> Option<&'a Exercise> {
    let exercises = &session.course.exercises;
    let here =
        exercises.iter().position(|exercise| exercise.name == current.name).unwrap_or_default();
    let (before, after) = exercises.split_at(here);
    after.iter().skip(1).chain(before).find(|exercise| !session.is_solved(exercise))
}
