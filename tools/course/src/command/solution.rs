//! `solution`: ours, once the learner has theirs.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::screen::FAINT;

use super::Session;

/// Prints the solution: at once when the exercise is solved or with `--yes`, else after a question.
pub fn run(session: &mut Session<'_>, name: Option<&str>, yes: bool) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    let name = &exercise.name;
    if !yes && !session.is_solved(exercise) {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            bail!(
                "`{name}` is not solved yet: `cargo run -- solution {name} --yes` shows the solution all the same"
            );
        }
        if !ask(session, &format!("`{name}` is not solved yet. Show the solution? [y/N] "))? {
            session.screen.say("Not shown. A hint says less: `cargo run -- hint`")?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    let path = session.course.solution(exercise).join("src").join("lib.rs");
    let shown = session.shown(&path);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{shown}`"))?;
    writeln!(session.screen, "{FAINT}// {shown}{FAINT:#}\n{}", text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn ask(session: &mut Session<'_>, question: &str) -> Result<bool> {
    write!(session.screen, "{question}")?;
    session.screen.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).context("cannot read the answer")?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
