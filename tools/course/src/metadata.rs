//! The part of `cargo metadata` that the runner reads.
//!
//! The `cargo_metadata` crate knows all of it, at the price of six more crates before the first verdict.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use crate::cargo;

/// A workspace.
#[derive(Deserialize)]
pub struct Metadata {
    /// Its members.
    pub packages: Vec<Package>,
    /// Where it is.
    pub workspace_root: PathBuf,
    /// Where cargo puts what it builds.
    pub target_directory: PathBuf,
    /// `[workspace.metadata]`, or null.
    #[serde(default)]
    pub metadata: Value,
}

/// A member of the workspace.
#[derive(Clone, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// What its manifest says about it.
    pub description: Option<String>,
    /// Where its manifest is.
    pub manifest_path: PathBuf,
    /// What it is written in.
    pub edition: String,
    /// What cargo builds from it.
    pub targets: Vec<Target>,
    /// What it needs.
    pub dependencies: Vec<Dependency>,
    /// `[package.metadata]`, or null.
    pub metadata: Value,
}

/// A library, a test, a binary.
#[derive(Clone, Deserialize)]
pub struct Target {
    /// What it is called.
    pub name: String,
    /// `lib`, `test`, `bin` and so on.
    pub kind: Vec<String>,
    /// Its main file.
    pub src_path: PathBuf,
}

/// What a package needs.
#[derive(Clone, Deserialize)]
pub struct Dependency {
    /// The package.
    pub name: String,
    /// Which versions of it.
    pub req: String,
    /// `dev` or `build`, or nothing for an ordinary one.
    pub kind: Option<String>,
    /// What it is called here, when that is not its name.
    pub rename: Option<String>,
    /// Whether its default features are on.
    pub uses_default_features: bool,
    /// Which other features are on.
    pub features: Vec<String>,
    /// Where it is, when it is not in a registry.
    pub path: Option<PathBuf>,
}

impl Package {
    /// The folder of the package.
    pub fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// The last part of the folder: `01c-racy-max`.
    pub fn folder_name(&self) -> String {
        self.folder().file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Its targets of one kind.
    pub fn targets<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Target> {
        self.targets.iter().filter(move |target| target.kind.iter().any(|k| k == kind))
    }
}

/// Asks cargo about the workspace around a folder; nothing when there is none.
pub fn load(folder: &Path) -> Result<Option<Metadata>> {
    let mut command = cargo::command(folder);
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    let output = command.output().context("cannot start `cargo`")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("could not find `Cargo.toml`") {
            return Ok(None);
        }
        bail!("`cargo metadata` failed: {}", said.trim().trim_start_matches("error: "));
    }
    let metadata = serde_json::from_slice(&output.stdout);
    metadata.map(Some).context("`cargo metadata` printed something that the runner cannot read")
}
