//! Whether what cargo has built is what is in the files now.
//!
//! Cargo goes by the times of files. One that was copied with its time, taken out of an archive or put back by a program
//! may be older than what was built from another text, and cargo takes the old program for up to date. So beside what was
//! built we write down what was in the files; and where cargo has built nothing, the two are compared. What was built
//! just now needs no comparison: after a save this costs nothing.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use crate::apart;
use crate::cargo::{self, Built};
use crate::course::{Course, Exercise};
use crate::files;
use crate::interrupt::Stop;

/// Builds the tests of these exercises, from what is in their files now. `command` is cargo's, without the packages.
pub fn build(
    course: &Course,
    exercises: &[&Exercise],
    command: &[&str],
    colours: bool,
    stop: &Stop,
    tell: &dyn Fn(&str),
) -> Result<Built> {
    let elsewhere = cargo::elsewhere(&course.target)?;
    let target = elsewhere.as_deref().unwrap_or(&course.target);
    // One is built with a small workspace, in less time. Several need the course's, which has one plan for all.
    let apart = match exercises {
        [exercise] => {
            apart::generate(course, exercise, target)?.map(|manifest| (manifest, *exercise))
        }
        _ => None,
    };
    let folder = target.display().to_string();
    let complete = |command: &[&str], exercises: &[&Exercise]| {
        let packages = exercises.iter().flat_map(|exercise| ["-p", exercise.package.name.as_str()]);
        let mut arguments: Vec<String> =
            command.iter().copied().chain(packages).map(str::to_owned).collect();
        if let Some((manifest, _)) = &apart {
            arguments.extend(["--manifest-path".to_owned(), manifest.display().to_string()]);
        }
        if elsewhere.is_some() || apart.is_some() {
            arguments.extend(["--target-dir".to_owned(), folder.clone()]);
        }
        arguments
    };
    let arguments = complete(command, exercises);
    let build = || -> Result<(Built, Vec<&Exercise>)> {
        let start = SystemTime::now();
        let mut built = cargo::build(&course.root, &arguments, colours, stop, tell)?;
        if let Some((manifest, exercise)) = &apart {
            built.is_of(manifest, exercise, &course.root);
        }
        let is_old =
            |exercise: &&Exercise| !is_current(&course.root, target, exercise, &built, start);
        let old = exercises.iter().copied().filter(is_old).collect();
        Ok((built, old))
    };
    let (built, old) = build()?;
    if old.is_empty() {
        return Ok(built);
    }
    cargo::run(&course.root, &complete(&["clean", "--quiet"], &old), stop)?;
    build().map(|(built, _)| built)
}

/// What is known about the artifacts of a package, a line for each.
struct Notes {
    path: PathBuf,
    lines: BTreeMap<String, String>,
}

/// Whether the artifacts of an exercise were built from what is in their sources now. Takes it down for those that cargo
/// has just built; `start` is when it began.
fn is_current(
    root: &Path,
    target: &Path,
    exercise: &Exercise,
    built: &Built,
    start: SystemTime,
) -> bool {
    let package = &exercise.package;
    let mut notes = Notes::read(target.join("course").join(format!("{}.built", package.name)));
    let before = notes.lines.clone();
    let mut is_current = true;
    for artifact in
        built.artifacts.iter().filter(|artifact| artifact.manifest == package.manifest_path)
    {
        let key = artifact.path.strip_prefix(target).unwrap_or(&artifact.path);
        let key = key.to_string_lossy().replace('\\', "/");
        let now = describe(root, &artifact.path);
        if artifact.is_fresh {
            is_current &= now.is_some_and(|(line, _)| notes.lines.get(&key) == Some(&line));
            continue;
        }
        match now {
            // Saved while it was built: which of the two texts the compiler has seen is not known.
            Some((line, saved)) if saved < start => drop(notes.lines.insert(key, line)),
            _ => drop(notes.lines.remove(&key)),
        }
    }
    if notes.lines != before {
        notes.write();
    }
    is_current
}

/// An artifact and its sources in a line, and when the last of them was saved; nothing where that cannot be told.
fn describe(root: &Path, artifact: &Path) -> Option<(String, SystemTime)> {
    let sources = fs::read_to_string(listing(artifact)?).ok()?;
    // The compiler's, whose behaviour between two versions of the runner does not matter: at worst, it is built again.
    let mut hasher = DefaultHasher::new();
    let mut saved = UNIX_EPOCH;
    for source in sources_in(&sources) {
        let source = root.join(source);
        fs::read(&source).ok()?.hash(&mut hasher);
        saved = saved.max(fs::metadata(&source).and_then(|source| source.modified()).ok()?);
    }
    let artifact = fs::metadata(artifact).ok()?;
    let built = artifact.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((format!("{:016x} {} {}", hasher.finish(), built.as_nanos(), artifact.len()), saved))
}

/// Where rustc has listed what it has read: `deps/check-4f1a.d` of `deps/check-4f1a`, `deps/bank-77.d` of
/// `deps/libbank-77.rlib`.
fn listing(artifact: &Path) -> Option<PathBuf> {
    let stem = artifact.file_stem()?.to_str()?;
    let is_library = artifact.extension().is_some_and(|extension| extension == "rlib");
    let stem = if is_library { stem.strip_prefix("lib")? } else { stem };
    Some(artifact.with_file_name(format!("{stem}.d")))
}

/// The sources in such a list. It is a rule of a makefile: what is made, a colon, and what from.
fn sources_in(listing: &str) -> Vec<String> {
    let rule = listing.lines().next().unwrap_or_default();
    // On Windows a path has a colon of its own.
    let Some((_, sources)) = rule.split_once(": ") else {
        return Vec::new();
    };
    let sources = sources.replace("\\ ", "\0");
    sources.split_whitespace().map(|source| source.replace('\0', " ")).collect()
}

impl Notes {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        let lines = lines.map(|(key, line)| (key.to_owned(), line.to_owned())).collect();
        Self { path, lines }
    }

    /// Without them everything is built once more, and that is all.
    fn write(&self) {
        let text: String =
            self.lines.iter().map(|(key, line)| format!("{key}\t{line}\n")).collect();
        let _ = files::write(&self.path, &text);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{listing, sources_in};

    #[test]
    fn the_list_of_an_artifact_is_found() {
        #[track_caller]
        fn check(artifact: &str, expected: &str) {
            assert_eq!(listing(Path::new(artifact)).unwrap(), Path::new(expected));
        }
        check("deps/check-4f1a", "deps/check-4f1a.d");
        check("deps/check-4f1a.exe", "deps/check-4f1a.d");
        check("deps/libbank-77.rlib", "deps/bank-77.d");
    }

    #[test]
    fn sources_may_have_blanks_in_their_names() {
        let listing = "/a b/check-1.d: exercises/a\\ b/lib.rs c.rs\n\nc.rs:\n# env-dep:X\n";
        assert_eq!(sources_in(listing), ["exercises/a b/lib.rs", "c.rs"]);
        assert!(sources_in("").is_empty());
    }
}
