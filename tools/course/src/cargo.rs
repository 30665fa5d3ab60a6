//! Builds tests with cargo, and reads what cargo and rustc say about it.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Result, bail};
use serde::Deserialize;

use crate::course::Exercise;
use crate::interrupt::Stop;
use crate::metadata::Target;
use crate::process::{self, Limits, Stream};

/// What came of a build, package by package.
#[derive(Default)]
pub struct Built {
    /// The test programs.
    pub tests: Vec<Executable>,
    /// The libraries and the test programs, as files.
    pub artifacts: Vec<Artifact>,
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

/// A library or a test program.
pub struct Artifact {
    /// The manifest of its package.
    pub manifest: PathBuf,
    /// The file.
    pub path: PathBuf,
    /// Whether cargo took it for up to date, and has not built it.
    pub is_fresh: bool,
}

/// An error or a warning.
pub struct Diagnostic {
    /// The manifest of its package.
    pub manifest: PathBuf,
    /// Whether it is an error.
    pub is_error: bool,
    /// Its name: `unused_variables`, `E0425`.
    pub code: String,
    /// As rustc prints it.
    pub rendered: String,
}

impl Built {
    /// Says of a generated package what cargo would say of the exercise that it stands for: with its manifest, and with
    /// the paths of its files below the course.
    pub fn is_of(&mut self, generated: &Path, exercise: &Exercise, root: &Path) {
        let own = &exercise.package.manifest_path;
        let tests = self.tests.iter_mut().map(|test| &mut test.manifest);
        let artifacts = self.artifacts.iter_mut().map(|artifact| &mut artifact.manifest);
        let diagnostics = self.diagnostics.iter_mut().map(|diagnostic| &mut diagnostic.manifest);
        for manifest in tests.chain(artifacts).chain(diagnostics) {
            if manifest == generated {
                own.clone_into(manifest);
            }
        }
        let root = format!("{}{MAIN_SEPARATOR}", root.display());
        for diagnostic in &mut self.diagnostics {
            diagnostic.rendered = diagnostic.rendered.replace(&root, "");
        }
    }
}

#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact {
        manifest_path: PathBuf,
        target: Target,
        filenames: Vec<PathBuf>,
        executable: Option<PathBuf>,
        fresh: bool,
    },
    #[serde(rename = "compiler-message")]
    Diagnostic { manifest_path: PathBuf, message: Rendered },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Rendered {
    level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
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
pub fn elsewhere(target: &Path) -> Result<Option<PathBuf>> {
    let probe = target.join(format!(".course-{}.tmp", std::process::id()));
    let is_writable = fs::create_dir_all(target).and_then(|()| fs::write(&probe, "room?")).is_ok();
    // Nothing depends on it. On a full disk it is there, and empty.
    let _ = fs::remove_file(&probe);
    if is_writable {
        return Ok(None);
    }
    let Some(caches) = caches() else {
        let target = target.display();
        bail!("`{target}` cannot be written: set `CARGO_TARGET_DIR` to a folder of your own");
    };
    Ok(Some(caches.join("racy-to-guarded").join("target")))
}

/// The user's own folder for what can be made anew. The system's temporary folder is everybody's: another user may have
/// been there first, and then what is run is theirs.
fn caches() -> Option<PathBuf> {
    let named = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return named("LOCALAPPDATA");
    }
    let folder = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    named("XDG_CACHE_HOME").or_else(|| Some(env::home_dir()?.join(folder)))
}

/// Runs cargo for something other than a build.
pub fn run(folder: &Path, arguments: &[String], stop: &Stop) -> Result<()> {
    let mut command = command(folder);
    command.args(arguments);
    let limits = Limits { deadline: None, memory: None, output: usize::MAX, stop };
    let finished = process::run(command, &limits, |_, _| {})?;
    if !finished.status.is_some_and(|status| status.success()) {
        bail!("`cargo {}` failed: {}", arguments.join(" "), said(&finished.stderr));
    }
    Ok(())
}

/// Builds with these arguments, and tells what takes so long. Fails when the fault lies with cargo and not with
/// the code.
pub fn build(
    folder: &Path,
    arguments: &[String],
    colours: bool,
    stop: &Stop,
    tell: &dyn Fn(&str),
) -> Result<Built> {
    let mut command = command(folder);
    let format = if colours { "json-diagnostic-rendered-ansi" } else { "json" };
    command.args(arguments).arg("--message-format").arg(format);
    let limits = Limits { deadline: None, memory: None, output: usize::MAX, stop };
    let mut progress = Progress::new(tell);
    let finished = process::run(command, &limits, |stream, bytes| {
        if stream == Stream::Err {
            progress.hear(bytes);
        }
    })?;

    let built = read(&finished.stdout);
    let success = finished.status.is_some_and(|status| status.success());
    if !success && !built.diagnostics.iter().any(|diagnostic| diagnostic.is_error) {
        bail!("`cargo {}` failed: {}", arguments.join(" "), said(&finished.stderr));
    }
    Ok(built)
}

/// What cargo says of its failure, without the warnings that come before.
fn said(stderr: &str) -> &str {
    let starts = |line: &str| line.starts_with("error: ");
    let before: usize =
        stderr.split_inclusive('\n').take_while(|line| !starts(line)).map(str::len).sum();
    let error = stderr.get(before..).filter(|error| !error.is_empty()).unwrap_or(stderr);
    error.trim().trim_start_matches("error: ")
}

/// Reads what cargo printed, a message a line.
fn read(stdout: &str) -> Built {
    let mut built = Built::default();
    for line in stdout.lines() {
        match serde_json::from_str(line) {
            Ok(Message::Artifact {
                manifest_path: manifest,
                target,
                filenames,
                executable,
                fresh: is_fresh,
            }) => {
                let is_library = |file: &&PathBuf| file.extension().is_some_and(|e| e == "rlib");
                let library = filenames.iter().find(is_library);
                if let Some(path) = executable.as_ref().or(library).cloned() {
                    let manifest = manifest.clone();
                    built.artifacts.push(Artifact { manifest, path, is_fresh });
                }
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
                    let code = message.code.map(|code| code.code).unwrap_or_default();
                    built.diagnostics.push(Diagnostic { manifest, is_error, code, rendered });
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
