//! `solution`: ours, once the learner has theirs.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::course::Exercise;
use crate::diff;
use crate::screen::{FAINT, TITLE};

use super::{Session, confirm};

/// Shows the solution: at once when the exercise is solved or with `--yes`, else after a question.
pub fn run(session: &mut Session<'_>, name: Option<&str>, yes: bool) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    let name = &exercise.name;
    let is_terminal = io::stdout().is_terminal();
    if !yes && !session.is_solved(exercise) {
        if !(io::stdin().is_terminal() && is_terminal) {
            bail!(
                "`{name}` is not solved yet: `cargo run -- solution {name} --yes` shows the solution anyway"
            );
        }
        if !confirm(session, &format!("`{name}` is not solved yet. Show the solution?"))? {
            session.screen.say("Not shown. A hint gives away less: `cargo run -- hint`")?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    let path = session.course.solution(exercise).join("src").join("lib.rs");
    let shown = session.shown(&path);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{shown}`"))?;
    if is_terminal {
        compare(session, exercise, &text)?;
    } else {
        // The reader of a pipe wants a file.
        writeln!(session.screen, "{FAINT}// {shown}{FAINT:#}\n{}", text.trim_end())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Ours against theirs.
fn compare(session: &mut Session<'_>, exercise: &Exercise, ours: &str) -> Result<()> {
    let course = session.course;
    let yours = fs::read_to_string(exercise.file()).unwrap_or_default();
    let path = course.solution(exercise).join("src").join("lib.rs");
    let path = session.screen.file(course, &path);
    // The last column stays free: some terminals go to the next line when it is filled.
    let width = session.screen.columns().map_or(usize::MAX, |columns| columns.saturating_sub(1));
    let Some(diff) = diff::lines(&yours, ours, width) else {
        return Ok(session.screen.say(&format!("Yours is the same as ours, {path}."))?);
    };
    writeln!(session.screen, "{TITLE}From yours (-) to ours (+){TITLE:#}\n\n{diff}")?;
    Ok(session.screen.say(&format!("Ours as a whole: {path}"))?)
}
