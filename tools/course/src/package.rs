//! A library as a package of a generated workspace: with the tests of its exercise, and with what the course's own
//! manifest says for all.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::course::{Course, Exercise};
use crate::files;
use crate::metadata::Dependency;

/// What a generated workspace has from the course.
pub struct Shared {
    /// The profiles and the lints of its manifest.
    pub sections: String,
    /// Its `Cargo.lock`, which has the versions of all packages; none before the first build.
    pub lock: Option<String>,
}

impl Shared {
    /// Reads both.
    pub fn read(course: &Course) -> Result<Self> {
        let manifest = fs::read_to_string(course.root.join("Cargo.toml"))
            .context("cannot read `Cargo.toml`")?;
        let sections = sections(&manifest, &["[profile", "[workspace.lints"]);
        let lock = fs::read_to_string(course.root.join("Cargo.lock")).ok();
        Ok(Self { sections, lock })
    }

    /// Has a workspace begin with the versions that the course has.
    pub fn write_lock(&self, folder: &Path) -> Result<()> {
        self.lock.as_ref().map_or(Ok(()), |lock| files::write(&folder.join("Cargo.lock"), lock))
    }
}

/// The manifest of a package of this name, whose library is that file.
pub fn manifest(exercise: &Exercise, file: &Path, name: &str, shared: &Shared) -> String {
    let edition = &exercise.package.edition;
    let mut text =
        format!("[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = {edition:?}\n");
    // The exercise's own: it finds the library that is judged in the manifest of its package, as everything else here does.
    for script in exercise.package.targets("custom-build") {
        text.push_str(&format!("build = {:?}\n", script.src_path));
    }
    text.push_str(&format!(
        "\n[lib]\nname = {:?}\npath = {file:?}\ndoctest = false\n",
        library(exercise)
    ));
    for test in exercise.package.targets("test") {
        text.push_str(&format!("\n[[test]]\nname = {:?}\npath = {:?}\n", test.name, test.src_path));
    }
    for (kind, table) in [(None, "dependencies"), (Some("dev"), "dev-dependencies")] {
        let all = exercise.package.dependencies.iter();
        let lines: String = all.filter(|d| d.kind.as_deref() == kind).map(dependency).collect();
        text.push_str(&format!("\n[{table}]\n{lines}"));
    }
    if shared.sections.contains("[workspace.lints") {
        text.push_str("\n[lints]\nworkspace = true\n");
    }
    text
}

fn library(exercise: &Exercise) -> &str {
    let mut libraries = exercise.package.targets("lib");
    libraries.next().map_or("missing", |library| &library.name)
}

fn dependency(dependency: &Dependency) -> String {
    let Dependency { name, req, rename, uses_default_features, features, path, .. } = dependency;
    let alias = rename.as_ref().unwrap_or(name);
    let path = path.as_ref().map(|path| format!(", path = {path:?}")).unwrap_or_default();
    format!(
        "{alias} = {{ package = {name:?}, version = {req:?}, features = {features:?}, \
         default-features = {uses_default_features}{path} }}\n"
    )
}

/// The sections of a manifest whose headers begin in one of these ways. A parser for TOML would be another
/// crate in the way of the first verdict; headers at the start of a line are all that is needed.
fn sections(manifest: &str, headers: &[&str]) -> String {
    let mut wanted = false;
    let mut text = String::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            wanted = headers.iter().any(|header| line.starts_with(header));
        }
        if wanted {
            text.extend([line, "\n"]);
        }
    }
    text
}
