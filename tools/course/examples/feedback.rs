//! How long a learner waits: `cargo run -p course --example feedback`.
//!
//! Clones the committed state into a temporary folder and times, from outside, what a learner would type there.
//! Libraries that cargo has downloaded before are not downloaded again. Takes a few minutes, and judges nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

const EDITS: usize = 15;
const EXERCISE: &str = "exercises/01c-racy-max/src/lib.rs";

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let clone = folder.path().join("racy-to-guarded");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let git = Command::new("git").arg("clone").arg("--quiet").arg(&root).arg(&clone).status()?;
    ensure!(git.success(), "cannot clone `{}`", root.display());

    println!("{:<58} {:>9}", "what a learner waits for", "seconds");
    row("clean clone, `cargo run`: the first verdict", time(&clone, &["run"])?);
    time(&clone, &["run", "--", "run", "01c"])?;
    let runner = median(|edit| edit_and(&clone, edit, &["run", "--", "run", "01c"]))?;
    row("edit of 01c, `cargo run`: the verdict, warm", runner);
    let cargo = median(|edit| edit_and(&clone, edit, &["test", "-p", "exercise01c"]))?;
    row("edit of 01c, `cargo test -p exercise01c`, warm", cargo);
    let again = median(|_| time(&clone, &["run", "--", "run", "01c"]))?;
    row("nothing edited, `cargo run`", again);
    fs::remove_dir_all(clone.join("target"))?;
    row("clean clone, `cargo test`: all lessons, solutions and tools", time(&clone, &["test"])?);
    row("`cargo test` again", time(&clone, &["test"])?);
    row("`cargo run -- verify`", time(&clone, &["run", "--", "verify"])?);
    Ok(())
}

fn row(what: &str, took: Duration) {
    println!("{what:<58} {:>9.2}", took.as_secs_f64());
}

/// The wall time of one cargo command. Some of them are meant to fail, so its exit code says nothing here.
fn time(clone: &Path, arguments: &[&str]) -> Result<Duration> {
    let began = Instant::now();
    Command::new("cargo")
        .args(arguments)
        .current_dir(clone)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("cannot run `cargo {}`", arguments.join(" ")))?;
    Ok(began.elapsed())
}

fn edit_and(clone: &Path, edit: usize, arguments: &[&str]) -> Result<Duration> {
    let path = clone.join(EXERCISE);
    let text = fs::read_to_string(&path)?;
    fs::write(&path, format!("{text}\n// Edit {edit}.\n"))?;
    time(clone, arguments)
}

fn median(mut measure: impl FnMut(usize) -> Result<Duration>) -> Result<Duration> {
    let mut times = (0..EDITS).map(&mut measure).collect::<Result<Vec<_>>>()?;
    times.sort();
    Ok(times[EDITS / 2])
}
