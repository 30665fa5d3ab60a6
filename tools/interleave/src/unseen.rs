//! Finds std's own locks, atomics and threads, used by mistake instead of the explorer's. The explorer sees nothing
//! of them, so they are named before anything is explored.
//!
//! A package asks for this with a table `[package.metadata.exercise]` in its manifest, which the learner's
//! exercises have. `std = "allowed"` in that table says that the package means std's own. Cargo tells a test where
//! its package is.

mod names;
mod scopes;
mod tokens;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

use crate::report::LIBRARY;

/// What the package that runs uses and the explorer doesn't see, in sentences. Its files are read once per process.
pub(crate) fn uses() -> &'static [String] {
    static FOUND: OnceLock<Vec<String>> = OnceLock::new();
    FOUND.get_or_init(|| match package() {
        Some(folder) => look_through(&folder),
        None => Vec::new(),
    })
}

/// The folder of the package that runs, if it asks for this.
fn package() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    asks(&fs::read_to_string(folder.join("Cargo.toml")).ok()?).then_some(folder)
}

/// Whether a manifest asks for this. It needs no more of TOML than headers and keys at the start of a line.
fn asks(manifest: &str) -> bool {
    let mut lines = manifest.lines().map(str::trim);
    lines.by_ref().any(|line| line == "[package.metadata.exercise]")
        && lines
            .take_while(|line| !line.starts_with('['))
            .filter_map(|line| line.split_once('='))
            .all(|(key, value)| key.trim() != "std" || value.trim() != "\"allowed\"")
}

/// What the files of the library use, in sentences.
fn look_through(package: &Path) -> Vec<String> {
    let library = env::var_os(LIBRARY).map(PathBuf::from);
    let library = library.unwrap_or_else(|| package.join("src").join("lib.rs"));
    let mut files = Vec::new();
    match library.parent().filter(|_| library.ends_with("lib.rs")) {
        Some(folder) => collect(folder, &mut files),
        None => files.push(library),
    }
    let texts: Vec<(PathBuf, String)> = files
        .into_iter()
        .filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text)))
        .collect();
    let sources: Vec<_> = texts.iter().map(|(_, text)| tokens::tokens(text)).collect();
    // A type for one thread alone is shared only if an `unsafe impl` vouches for it.
    let vouches = sources.iter().any(|tokens| scopes::vouches(tokens));
    let mut uses = Vec::new();
    for ((path, _), tokens) in texts.iter().zip(&sources) {
        let shown = path.strip_prefix(package).unwrap_or(path).to_string_lossy().replace('\\', "/");
        for found in scopes::uses(tokens, vouches) {
            let (line, name, instead) = (found.line, found.name, found.instead);
            uses.push(format!("`{shown}:{line}` uses `{name}`. Use {instead} instead"));
        }
    }
    uses
}

/// The files below a folder, in the order of their names.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn an_exercise_asks_unless_it_says_otherwise() {
        assert!(asks(
            "[package]\nname = \"x\"\n\n[package.metadata.exercise]\nname = \"y\"\n[lib]\n"
        ));
        assert!(!asks("[package.metadata.exercise]\nname = \"y\"\nstd = \"allowed\"\n"));
        assert!(asks("[package.metadata.exercise]\n[other]\nstd = \"allowed\"\n"));
        assert!(!asks("[package]\nname = \"x\"\n"));
    }
}
