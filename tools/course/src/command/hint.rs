//! `hint`: one hint at a time, each a little nearer to the answer.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};

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
        let text = markdown::render(&hints[number], session.screen.prose());
        let title = format!("Hint {} of {total} · {}", number + 1, exercise.name);
        writeln!(session.screen, "{TITLE}{title}{TITLE:#}\n\n{text}\n")?;
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
