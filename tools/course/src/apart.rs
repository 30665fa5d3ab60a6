//! An exercise as a workspace of its own, because cargo starts faster there.
//!
//! Before cargo builds anything, it reads every manifest of the workspace and resolves every package that one of them
//! needs. For the course that takes 125 ms, which is nearly half of the time between a save and a verdict. For one
//! exercise and what it needs it takes 39 ms. So the exercise becomes a package that stands alone, under the target
//! folder: the same files, dependencies, profiles and lints. It's still cargo that decides what must be built.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use anyhow::Result;

use crate::course::{Course, Exercise};
use crate::files;
use crate::given;
use crate::package::{self, Shared};

/// Generates the workspace under this target folder. Returns its manifest, or nothing if the course's own workspace has to
/// do: a manifest says other things than the runner knows of, or there is a build script.
pub fn generate(course: &Course, exercise: &Exercise, target: &Path) -> Result<Option<PathBuf>> {
    if !is_known(course, exercise).unwrap_or(false) {
        return Ok(None);
    }
    let shared = Shared::read(course)?;
    let name = &exercise.package.name;
    let text = package::manifest(exercise, &exercise.file(), name, &shared);
    // Cargo writes the lock file anew, with fewer packages. So the manifest says from which one it was made.
    let lock = hash(&shared.lock);
    let text = format!(
        "# Generated for `cargo run`, from a lock file with the hash {lock:016x}.\n\
         {text}\n[workspace]\n\n{}",
        shared.sections
    );
    let folder = target.join("course").join(name);
    let manifest = folder.join("Cargo.toml");
    if !fs::read_to_string(&manifest).is_ok_and(|old| old == text) {
        // The manifest last: it says that the lock file is there.
        shared.write_lock(&folder)?;
        files::write(&manifest, &text)?;
    }
    Ok(Some(manifest))
}

/// Whether the manifests say what the runner has read in them: the exercise's is as it was shipped, and neither was
/// saved since. A build script would run in another folder than its author meant.
fn is_known(course: &Course, exercise: &Exercise) -> io::Result<bool> {
    let manifest = &exercise.package.manifest_path;
    if exercise.package.folder().join("build.rs").exists() {
        return Ok(false);
    }
    let saved = |path: &Path| -> io::Result<SystemTime> { fs::metadata(path)?.modified() };
    Ok(files::same_text(manifest, &given::shipped(course, exercise).join("Cargo.toml"))?
        && saved(manifest)? < course.read
        && saved(&course.root.join("Cargo.toml"))? < course.read)
}

fn hash(text: &Option<String>) -> u64 {
    // The compiler's, whose behaviour between two versions of the runner doesn't matter: at worst, cargo resolves again.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
