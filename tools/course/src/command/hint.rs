//! `hint`: one hint at a time, each a little nearer to the answer.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::course::Exercise;
use crate::markdown;
use crate::readme;
use crate::screen::TITLE;

use super::Session;

/// Shows the next hint; when all have been shown, all of them again.
pub fn run(session: &mut Session<'_>, name: Option<&str>) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    let hints = readme::read(session.course, exercise)?.hints;
    let total = hints.len();
    if total == 0 {
        bail!("`{}` has no hints", session.shown(&exercise.readme()));
    }
    let shown = session.progress.hints.get(&exercise.name).copied().unwrap_or_default();
    let is_new = shown < total;
    let range = if is_new { shown..shown + 1 } else { 0..total };
    for number in range {
        print(session, exercise, &hints, number)?;
    }
    if is_new {
        session.change(|progress| {
            progress.hints.insert(exercise.name.clone(), shown + 1);
        });
    }
    let name = &exercise.name;
    let solution = session.screen.how('s', &format!("solution {name}"));
    let hint = session.screen.how('h', &format!("hint {name}"));
    session.screen.say(&match total.saturating_sub(shown + 1) {
        0 if is_new => format!("That was the last one. Our solution: {solution}"),
        0 => format!("There are no more. Our solution: {solution}"),
        1 => format!("One more is left: {hint}"),
        left => format!("{left} more are left: {hint}"),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Shows one hint more; when all have been shown, one of them again: the one after so many others.
pub fn one(session: &mut Session<'_>, exercise: &Exercise, again: &mut usize) -> Result<()> {
    let hints = readme::read(session.course, exercise)?.hints;
    let shown = session.progress.hints.get(&exercise.name).copied().unwrap_or_default();
    if hints.is_empty() || shown < hints.len() {
        return run(session, Some(&exercise.name)).map(drop);
    }
    print(session, exercise, &hints, *again % hints.len())?;
    *again += 1;
    let (hint, solution) = (session.screen.how('h', "hint"), session.screen.how('s', "solution"));
    let all = format!(
        "You have seen all of them. {hint} shows the next one again, {solution} our solution."
    );
    Ok(session.screen.say(&all)?)
}

fn print(
    session: &mut Session<'_>,
    exercise: &Exercise,
    hints: &[String],
    number: usize,
) -> Result<()> {
    let text = markdown::render(&hints[number], session.screen.prose());
    let title = format!("Hint {} of {} · {}", number + 1, hints.len(), exercise.name);
    Ok(writeln!(session.screen, "{TITLE}{title}{TITLE:#}\n\n{text}\n")?)
}
