//! What comes with an exercise and is not the learner's to change: its tests, its manifest, its build script, and what
//! stands in `src` beside `lib.rs`.
//!
//! Each has a copy beside the solution: the files in `src` under the same name, the others in `shipped`. A learner who
//! replaces such a file has changed the question: the verdict says so and does not count, and `reset` puts the file
//! back. A digest would do to notice it, but not to put it back in a course that was downloaded as an archive.
//!
//! This tells what was changed, on purpose or not. It doesn't stop a learner who changes the copy as well. A
//! teacher who grades takes nothing but `src/lib.rs`, and judges it in a course of their own.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::course::{Course, Exercise};
use crate::files;

/// A file that comes with an exercise, and its copy as it was shipped.
pub struct Given {
    /// The file in the exercise.
    pub file: PathBuf,
    /// The copy beside the solution. A build script that the exercise doesn't have has none.
    pub shipped: PathBuf,
}

const BUILD_SCRIPT: &str = "build.rs";

/// The files that come with an exercise and are no longer as they were shipped.
pub fn changed(course: &Course, exercise: &Exercise) -> Vec<Given> {
    let mut all = pairs(course, exercise);
    // Without a copy there is nothing to compare with, and nothing to put back.
    let differs = |given: &Given| !files::same_text(&given.file, &given.shipped).unwrap_or(false);
    all.retain(differs);
    // Cargo runs one that is there, whether the manifest names it or not.
    let (file, shipped) = (
        exercise.package.folder().join(BUILD_SCRIPT),
        shipped(course, exercise).join(BUILD_SCRIPT),
    );
    if file.exists() && !shipped.exists() && shipped.parent().is_some_and(Path::is_dir) {
        all.push(Given { file, shipped });
    }
    all
}

/// For authors: the files that come with an exercise, and where a copy must say the same.
pub fn unshipped(course: &Course, exercise: &Exercise) -> io::Result<Vec<Given>> {
    let (folder, copies) = (exercise.package.folder(), shipped(course, exercise));
    let mut mine = vec![PathBuf::from("Cargo.toml")];
    if folder.join(BUILD_SCRIPT).exists() {
        mine.push(BUILD_SCRIPT.into());
    }
    mine.extend(
        below(&folder.join("tests"))?.into_iter().map(|name| Path::new("tests").join(name)),
    );
    let mut all: Vec<_> = mine
        .into_iter()
        .map(|name| Given { file: folder.join(&name), shipped: copies.join(name) })
        .collect();
    let (mine, copies) = (source(exercise), course.solution(exercise).join("src"));
    all.extend(
        beside_the_library(&mine)?
            .into_iter()
            .map(|name| Given { file: mine.join(&name), shipped: copies.join(name) }),
    );
    all.retain(|given| !files::same_text(&given.file, &given.shipped).unwrap_or(false));
    Ok(all)
}

/// Everything that has a copy.
fn pairs(course: &Course, exercise: &Exercise) -> Vec<Given> {
    let (mine, copies) = (source(exercise), course.solution(exercise).join("src"));
    let beside = beside_the_library(&copies).unwrap_or_default();
    let beside =
        beside.into_iter().map(|name| Given { file: mine.join(&name), shipped: copies.join(name) });
    let (folder, copies) = (exercise.package.folder(), shipped(course, exercise));
    let others = below(&copies).unwrap_or_default();
    let others = others
        .into_iter()
        .map(|name| Given { file: folder.join(&name), shipped: copies.join(name) });
    beside.chain(others).collect()
}

/// Where the copies are of what isn't in `src`.
pub fn shipped(course: &Course, exercise: &Exercise) -> PathBuf {
    course.solution(exercise).join("shipped")
}

fn source(exercise: &Exercise) -> PathBuf {
    exercise.package.folder().join("src")
}

/// The names of the Rust files in a folder, without `lib.rs`, in order.
fn beside_the_library(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = PathBuf::from(entry?.file_name());
        if name.extension().is_some_and(|extension| extension == "rs")
            && name != Path::new("lib.rs")
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The names of all files in a folder and in the folders below, in order.
fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = PathBuf::from(entry.file_name());
        if entry.file_type()?.is_dir() {
            names.extend(below(&entry.path())?.into_iter().map(|below| name.join(below)));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
