//! Builds tests with cargo, and reads what cargo and rustc say about it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Result, bail};
use serde::Deserialize;

use crate::interrupt::Stop;
use crate::metadata::Target;
use crate::process::{self, Limits, Stream};

/// What came of a build, package by package.
#[derive(Default)]
pub struct Built {
    /// The test programs.
    pub tests: Vec<Executable>,
    /// What rustc had to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// A program that runs tests.
#[derive(Clone)]
pub struct Executable {
    /// The manifest of its package.
    pub manifest: PathBuf,
    /// The name of the test target.
    pub name: String,
    /// The file its tests are in.
    pub source: PathBuf,
    /// The program.
    pub path: PathBuf,
}

/// An error or a warning.
pub struct Diagnostic {
    /// The manifest of its package.
    pub manifest: PathBuf,
    /// Whether it is an error.
    pub is_error: bool,
    /// As rustc prints it.
    pub rendered: String,
}

#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact { manifest_path: PathBuf, target: Target, executable: Option<PathBuf> },
    #[serde(rename = "compiler-message")]
    Diagnostic { manifest_path: PathBuf, message: Rendered },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Rendered {
    level: String,
    message: String,
    rendered: Option<String>,
}

/// The cargo that runs us, in this folder.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // `cargo run` describes its own package to us; that is not what the cargo below is to work on.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    command.current_dir(folder);
    command
}

/// Where to build when the target folder cannot be written: the course may be on a disk that is read-only, or full.
pub fn elsewhere(target: &Path) -> Option<String> {
    let probe = target.join(format!(".course-{}.tmp", std::process::id()));
    let is_writable = fs::create_dir_all(target).and_then(|()| fs::write(&probe, "room?")).is_ok();
    // Nothing depends on it. On a full disk it is there, and empty.
    let _ = fs::remove_file(&probe);
    if is_writable {
        return None;
    }
    Some(env::temp_dir().join("course-target").display().to_string())
}

/// Builds with these arguments, and tells what takes so long. Fails when the fault lies with cargo and not with
/// the code.
pub fn build(
    folder: &Path,
    arguments: &[&str],
    colours: bool,
    stop: &Stop,
    tell: &dyn Fn(&str),
) -> Result<Built> {
    let mut command = command(folder);
    let format = if colours { "json-diagnostic-rendered-ansi" } else { "json" };
    command.args(arguments).arg("--message-format").arg(format);
    let limits = Limits { deadline: None, output: usize::MAX, stop };
    let mut progress = Progress::new(tell);
    let finished = process::run(command, &limits, |stream, bytes| {
        if stream == Stream::Err {
            progress.hear(bytes);
        }
    })?;

    let built = read(&finished.stdout);
    let success = finished.status.is_some_and(|status| status.success());
    if !success && !built.diagnostics.iter().any(|diagnostic| diagnostic.is_error) {
        let said = finished.stderr.trim().trim_start_matches("error: ");
        bail!("`cargo {}` failed: {said}", arguments.join(" "));
    }
    Ok(built)
}

/// Reads what cargo printed, a message a line.
fn read(stdout: &str) -> Built {
    let mut built = Built::default();
    for line in stdout.lines() {
        match serde_json::from_str(line) {
            Ok(Message::Artifact { manifest_path: manifest, target, executable }) => {
                if let Some(path) = executable
                    && target.kind.iter().any(|kind| kind == "test")
                {
                    let (name, source) = (target.name, target.src_path);
                    built.tests.push(Executable { manifest, name, source, path });
                }
            }
            Ok(Message::Diagnostic { manifest_path: manifest, message }) => {
                let is_error = message.level.starts_with("error");
                let is_summary = message.message.starts_with("aborting due to");
                if (is_error || message.level == "warning")
                    && !is_summary
                    && let Some(rendered) = message.rendered
                {
                    built.diagnostics.push(Diagnostic { manifest, is_error, rendered });
                }
            }
            // Other messages, and what build scripts and procedural macros print in between.
            Ok(Message::Other) | Err(_) => {}
        }
    }
    built.tests.sort_by(|a, b| (&a.manifest, &a.name).cmp(&(&b.manifest, &b.name)));
    built
}

/// Hears what cargo prints, and tells what says why it takes so long.
pub struct Progress<'a> {
    tell: &'a dyn Fn(&str),
    /// Cargo prints a line in several pieces.
    line: Vec<u8>,
}

impl<'a> Progress<'a> {
    /// Tells it like this.
    pub fn new(tell: &'a dyn Fn(&str)) -> Self {
        Self { tell, line: Vec::new() }
    }

    /// Takes in what was printed next.
    pub fn hear(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte != b'\n' {
                self.line.push(byte);
                continue;
            }
            let line = std::mem::take(&mut self.line);
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            let verbs = ["Compiling ", "Blocking ", "Downloading ", "Updating "];
            if verbs.iter().any(|verb| line.starts_with(verb)) {
                // The folder of a package says nothing new.
                (self.tell)(line.split(" (").next().unwrap_or(line));
            }
        }
    }
}
