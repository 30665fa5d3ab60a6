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
pub fn run(session: &mut Session<'_>, name: Option<&str>, tests: bool) -> Result<ExitCode> {
    let exercise = session.exercise(name)?;
    if tests {
        return only_given(session, exercise);
    }
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

/// Puts back what comes with the exercise, and leaves the learner's file alone.
fn only_given(session: &mut Session<'_>, exercise: &Exercise) -> Result<ExitCode> {
    let changed = given::changed(session.course, exercise);
    for Given { file, shipped } in &changed {
        put_back(session, exercise, file, shipped)?;
    }
    if changed.is_empty() {
        let name = &exercise.name;
        session.screen.say(&format!("The tests of `{name}` are already as they were shipped."))?;
    }
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
    let left_alone = || format!("`{shown}` is left alone: cannot move it to `.backups`");
    if !shipped.exists() {
        let moved = files::set_aside(&course.root, file, &exercise.name, "rs");
        let moved = course.shown(&moved.with_context(left_alone)?);
        session.screen.say(&format!("`{shown}` does not belong there; it is `{moved}` now."))?;
        return Ok(());
    }
    let text = fs::read_to_string(shipped)
        .with_context(|| format!("cannot read `{}`", course.shown(shipped)))?;
    if file.exists() {
        let extension = file.extension().unwrap_or_default().to_string_lossy();
        files::back_up(&course.root, file, &exercise.name, &extension)
            .with_context(|| format!("`{shown}` is left alone: cannot copy it to `.backups`"))?;
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", course.shown(folder)))?;
    }
    files::write_atomically(file, &text).with_context(|| format!("cannot write `{shown}`"))?;
    session.screen.say(&format!("`{shown}` is back as it was shipped.")).map_err(Into::into)
}

/// Puts all files back that were changed.
pub fn all(session: &mut Session<'_>, yes: bool, tests: bool) -> Result<ExitCode> {
    let course = session.course;
    let is_changed = |exercise: &&Exercise| {
        !tests && !files::same_text(&exercise.file(), &course.stub(exercise)).unwrap_or(false)
            || !given::changed(course, exercise).is_empty()
    };
    let changed: Vec<&Exercise> = course.exercises.iter().filter(is_changed).collect();
    if changed.is_empty() {
        let what = if tests { "The tests of all exercises" } else { "All exercises" };
        session.screen.say(&format!("{what} are already as they were shipped."))?;
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
        run(session, Some(&exercise.name), tests)?;
    }
    Ok(ExitCode::SUCCESS)
}
