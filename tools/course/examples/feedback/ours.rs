//! This course, as a learner has it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::terminal::Watched;
use crate::{command, time};

const EXERCISE: &str = "exercises/01c-racy-max/src/lib.rs";

/// A clone of the committed state.
pub struct Clone {
    /// Where it is.
    pub path: PathBuf,
}

impl Clone {
    /// Clones the course into this folder.
    pub fn new(folder: &Path) -> Result<Self> {
        let path = folder.join("racy-to-guarded");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let git = Command::new("git").args(["clone", "--quiet"]).arg(&root).arg(&path).status()?;
        ensure!(git.success(), "cannot clone `{}`", root.display());
        Ok(Self { path })
    }

    /// From nothing built: until the runner says something, and until its verdict.
    pub fn first_verdict(&self) -> Result<(Duration, Duration)> {
        let target = self.path.join("target");
        if target.exists() {
            fs::remove_dir_all(target)?;
        }
        let began = Instant::now();
        let mut child = command("cargo", &self.path).arg("run").stdout(Stdio::piped()).spawn()?;
        let mut out = child.stdout.take().context("no output")?;
        out.read_exact(&mut [0])?;
        let line = began.elapsed();
        out.read_to_end(&mut Vec::new())?;
        child.wait()?;
        Ok((line, began.elapsed()))
    }

    /// A cargo command.
    pub fn run(&self, arguments: &[&str]) -> Result<Duration> {
        time(command("cargo", &self.path).args(arguments))
    }

    /// A cargo command after an edit.
    pub fn edit_and(&self, edit: usize, arguments: &[&str]) -> Result<Duration> {
        let path = self.path.join(EXERCISE);
        let text = fs::read_to_string(&path)?;
        fs::write(&path, format!("{text}\n// Edit {edit}.\n"))?;
        self.run(arguments)
    }

    /// The runner, watching.
    pub fn watch(&self) -> Result<Watched> {
        let words = [
            self.path.join("target/debug/course").display().to_string(),
            "run".into(),
            "01c".into(),
        ];
        Watched::start(
            &words,
            &self.path,
            self.path.join(EXERCISE),
            "Save your file, and it runs again.",
        )
    }
}
