//! `reset`: puts the file of an exercise back as it was shipped, and keeps the learner's.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::course::Exercise;
use crate::files;
use crate::given::{self, Given};
use crate::show::count;

use super::{Session, confirm};

/// Puts the file back, and with it what else comes with the exercise and was changed. What was there is copied first;
/// without a copy nothing is replaced.
pub fn run(session: &mut Session<'_>, name: Option<&str>) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    let (course, file) = (session.course, exercise.file());
    let (stub, shown) = (course.stub(exercise), course.shown(&file));
    let text = fs::read_to_string(&stub).with_context(|| {
        let stub = course.shown(&stub);
        format!("cannot read `{stub}`, the file as it was shipped: take it from a fresh copy of the course")
    })?;

    let changed = given::changed(course, exercise);
    for Given { file, shipped } in &changed {
        put_back(session, exercise, file, shipped)?;
    }
    let mut kept = String::new();
    if file.exists() {
        if files::same_text(&file, &stub).unwrap_or(false) {
            if changed.is_empty() {
                session.screen.say(&format!("`{shown}` is already as it was shipped."))?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let copy = files::back_up(&course.root, &file, &exercise.name, "rs")
            .with_context(|| format!("`{shown}` is left alone: cannot copy it to `.backups`"))?;
        kept = format!(" What you wrote is kept as `{}`.", course.shown(&copy));
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", course.shown(folder)))?;
    }
    files::write_atomically(&file, &text).with_context(|| format!("cannot write `{shown}`"))?;
    session.change(|progress| {
        progress.solved.remove(&exercise.name);
        progress.hints.remove(&exercise.name);
    });
    session.screen.say(&format!("`{shown}` is back as it was shipped.{kept}"))?;
    Ok(ExitCode::SUCCESS)
}

/// Puts back a file that is not the learner's to change.
fn put_back(
    session: &mut Session<'_>,
    exercise: &Exercise,
    file: &Path,
    shipped: &Path,
) -> Result<()> {
    let course = session.course;
    let shown = course.shown(file);
    let text = fs::read_to_string(shipped)
        .with_context(|| format!("cannot read `{}`", course.shown(shipped)))?;
    if file.exists() {
        files::back_up(&course.root, file, &exercise.name, "rs")
            .with_context(|| format!("`{shown}` is left alone: cannot copy it to `.backups`"))?;
    }
    files::write_atomically(file, &text).with_context(|| format!("cannot write `{shown}`"))?;
    session.screen.say(&format!("`{shown}` is back as it was shipped.")).map_err(Into::into)
}

/// Puts all files back that were changed.
pub fn all(session: &mut Session<'_>, yes: bool) -> Result<ExitCode> {
    let course = session.course;
    let is_changed = |exercise: &&Exercise| {
        !files::same_text(&exercise.file(), &course.stub(exercise)).unwrap_or(false)
            || !given::changed(course, exercise).is_empty()
    };
    let changed: Vec<&Exercise> = course.exercises.iter().filter(is_changed).collect();
    if changed.is_empty() {
        session.screen.say("All exercises are already as they were shipped.")?;
        return Ok(ExitCode::SUCCESS);
    }
    let these = count(changed.len(), "exercise", "exercises");
    if !yes {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            bail!("{these} would be put back: `cargo run -- reset --all --yes` does it");
        }
        let question =
            format!("Put {these} back as shipped? What you wrote is kept in `.backups`.");
        if !confirm(session, &question)? {
            session.screen.say("Nothing was changed.")?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    for exercise in changed {
        run(session, Some(&exercise.name))?;
    }
    Ok(ExitCode::SUCCESS)
}
