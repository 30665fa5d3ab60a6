//! What must hold of the files of an exercise, before anything is run.

use std::fs;

use crate::course::{Course, Exercise};
use crate::files;
use crate::given::{self, Given};
use crate::readme;

use super::subjects;

/// The rules that do not hold, in words.
pub fn broken(course: &Course, exercises: &[&Exercise]) -> Vec<String> {
    let mut off = Vec::new();
    for exercise in exercises {
        check(course, exercise, &mut |what| {
            off.push(format!("{} {}: {what}", exercise.number(), exercise.name))
        });
    }
    off
}

fn check(course: &Course, exercise: &Exercise, off: &mut dyn FnMut(String)) {
    let package = &exercise.package;
    if package.folder_name() != format!("{}-{}", exercise.number(), exercise.name) {
        let folder = package.folder_name();
        off(format!("the folder `{folder}` is not its number and its name"));
    }
    if course.exercises.iter().filter(|other| other.name == exercise.name).count() > 1 {
        off("another exercise has the same name".into());
    }
    if !course.has_lesson(exercise) {
        off(format!("there is no lesson `{}`", exercise.lesson));
    }
    if package.description.as_deref().unwrap_or_default().is_empty() {
        off("its manifest has no `description`; `list` shows it".into());
    }
    // Cargo looks for the file of a library whose path is not given, and refuses the whole workspace without it:
    // then even `cargo run -- reset` would not work once the file is deleted.
    let manifest = fs::read_to_string(&package.manifest_path).unwrap_or_default();
    if !manifest.lines().any(|line| line.trim() == "path = \"src/lib.rs\"") {
        off("its manifest does not say `path = \"src/lib.rs\"` under `[lib]`".into());
    }
    if package.targets("bin").next().is_some() {
        off("it has a binary; `verify` builds libraries and tests only".into());
    }

    match readme::read(course, exercise) {
        Ok(readme) if readme.hints.len() < 2 => {
            off(format!("its README has {} of at least 2 hints", readme.hints.len()));
        }
        Ok(_) => {}
        Err(error) => off(format!("{error:#}")),
    }

    let stub = course.stub(exercise);
    let (mine, shipped) = (course.shown(&exercise.file()), course.shown(&stub));
    match files::same_text(&exercise.file(), &stub) {
        Ok(true) => {}
        Ok(false) => off(format!("`{mine}` and `{shipped}` differ; `reset` restores the second")),
        Err(_) if !stub.is_file() => {
            off(format!("there is no `{shipped}`, which `reset` restores: copy `{mine}` there"));
        }
        Err(error) => off(format!("cannot compare `{mine}` with `{shipped}`: {error}")),
    }
    match given::unshipped(course, exercise) {
        Ok(all) => {
            for Given { file, shipped } in all {
                let (mine, shipped) = (course.shown(&file), course.shown(&shipped));
                off(format!(
                    "`{mine}` comes with the exercise, and `reset` restores it from `{shipped}`, which is missing \
                     or differs: copy it there"
                ));
            }
        }
        Err(error) => off(format!("cannot compare the files that come with it: {error}")),
    }
    let solution = course.solution(exercise);
    if !solution.join("src").join("lib.rs").is_file() {
        off(format!("there is no solution `{}`", course.shown(&solution)));
    }
    match subjects::answers(&solution, "right") {
        Ok(files) if files.len() < 2 => {
            let (found, folder) = (files.len(), course.shown(&solution));
            off(format!("there are {found} of at least 2 right answers in `{folder}/right`"));
        }
        Ok(_) => {}
        Err(error) => off(format!("{error:#}")),
    }
    match subjects::answers(&solution, "wrong") {
        Ok(files) if files.is_empty() => {
            off(format!("there is no wrong answer in `{}/wrong`", course.shown(&solution)));
        }
        Ok(_) => {}
        Err(error) => off(format!("{error:#}")),
    }
}
