//! Files that come with an exercise and are not the learner's to change: what stands in `src` beside `lib.rs`.
//!
//! Each has a copy of the same name beside the solution. A learner who replaces such a file has changed the question,
//! as by an edited test: the verdict says so and does not count, and `reset` puts the file back.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::course::{Course, Exercise};
use crate::files;

/// A file that comes with an exercise, and its copy as it was shipped.
pub struct Given {
    /// The file in the exercise.
    pub file: PathBuf,
    /// The copy beside the solution.
    pub shipped: PathBuf,
}

/// The files that come with an exercise and are no longer as they were shipped.
pub fn changed(course: &Course, exercise: &Exercise) -> Vec<Given> {
    let mine = source(exercise);
    let theirs = course.solution(exercise).join("src");
    // Without a copy there is nothing to compare with, and nothing to put back.
    let names = beside_the_library(&theirs).unwrap_or_default();
    let all =
        names.into_iter().map(|name| Given { file: mine.join(&name), shipped: theirs.join(name) });
    all.filter(|given| !files::same_text(&given.file, &given.shipped).unwrap_or(false)).collect()
}

/// For authors: the files of an exercise that have no copy which says the same.
pub fn unshipped(course: &Course, exercise: &Exercise) -> io::Result<Vec<PathBuf>> {
    let mine = source(exercise);
    let theirs = course.solution(exercise).join("src");
    let differs =
        |name: &PathBuf| !files::same_text(&mine.join(name), &theirs.join(name)).unwrap_or(false);
    let names = beside_the_library(&mine)?.into_iter().filter(differs);
    Ok(names.map(|name| mine.join(name)).collect())
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
