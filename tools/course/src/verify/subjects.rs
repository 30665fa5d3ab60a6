//! What is to be judged: exercises as they were shipped, solutions, right answers in other styles, and wrong ones.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::course::{Course, Exercise};

use super::header::{self, Header};

/// One library, to be run against the tests of its exercise.
pub struct Subject<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// What is expected of it.
    pub role: Role,
    /// The library.
    pub file: PathBuf,
    /// The package that it becomes.
    pub package: String,
}

/// What is expected.
pub enum Role {
    /// It fails, in the way that the manifest declares.
    Unsolved,
    /// It passes.
    Solution,
    /// It passes, too, although it differs from the solution in this.
    Right(String),
    /// It fails, in the way that its header declares.
    Wrong(Header),
}

/// Everything about these exercises. What cannot be judged is added to `off`.
pub fn all<'a>(
    course: &Course,
    exercises: &[&'a Exercise],
    off: &mut Vec<String>,
) -> Result<Vec<Subject<'a>>> {
    let mut subjects = Vec::new();
    for &exercise in exercises {
        let number = exercise.number();
        let mut add = |role, file: &Path, package: String| {
            if file.is_file() {
                subjects.push(Subject { exercise, role, file: file.to_owned(), package });
            }
        };
        // Not the copy that `reset` restores, for it has no modules beside it; `rules` compares the two.
        add(Role::Unsolved, &exercise.file(), format!("unsolved{number}"));
        let solution = course.solution(exercise);
        add(Role::Solution, &solution.join("src").join("lib.rs"), format!("solution{number}"));
        for folder in ["right", "wrong"] {
            for file in answers(&solution, folder)? {
                let text = fs::read_to_string(&file)
                    .with_context(|| format!("cannot read `{}`", course.shown(&file)))?;
                let role = match folder {
                    "right" => header::parse_right(&text).map(Role::Right),
                    _ => header::parse(&text).map(Role::Wrong),
                };
                match role {
                    Ok(role) => {
                        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                        add(role, &file, format!("{folder}{number}-{stem}"));
                    }
                    Err(error) => off.push(format!("`{}`: {error}", course.shown(&file))),
                }
            }
        }
    }
    Ok(subjects)
}

/// The answers in this folder beside a solution, `right` or `wrong`, in the order of their names.
pub fn answers(solution: &Path, folder: &str) -> Result<Vec<PathBuf>> {
    let folder = solution.join(folder);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let list = || -> std::io::Result<Vec<PathBuf>> {
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect()
    };
    let mut files = list().with_context(|| format!("cannot read `{}`", folder.display()))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    Ok(files)
}
