//! `next`: goes on to the next exercise that is not solved.

use std::process::ExitCode;

use anyhow::Result;

use crate::screen;

use super::{Session, run};

/// Goes on, from the end of the course to its beginning again.
pub fn run(session: &mut Session<'_>) -> Result<ExitCode> {
    let current = session.current();
    let exercises = &session.course.exercises;
    let here =
        exercises.iter().position(|exercise| exercise.name == current.name).unwrap_or_default();
    let (before, after) = exercises.split_at(here);
    let mut others = after.iter().skip(1).chain(before);
    let Some(next) = others.find(|exercise| !session.is_solved(exercise)) else {
        let say = if session.is_solved(current) {
            "Every exercise is solved. Read on: `cargo run -- book`".to_owned()
        } else {
            format!("All others are solved; `{}` is the last one.", current.name)
        };
        session.screen.say(&say)?;
        return Ok(ExitCode::SUCCESS);
    };
    if !session.is_solved(current) {
        let name = &current.name;
        screen::note(&format!(
            "`{name}` is not solved yet; `cargo run -- run {name}` leads back to it"
        ));
    }
    run::run(session, Some(&next.name), false)
}
