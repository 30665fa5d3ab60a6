//! How long a learner waits: `cargo run -p course --example feedback`.
//!
//! Clones the committed state into a temporary folder and times, from outside, what a learner would type there.
//! Where there is a `rustlings` in the path, the same is timed there in turns, on the same machine: its version is
//! installed anew, as its learners do it. With `-- warm` everything is left out that takes minutes, but for the
//! first build. Libraries that cargo has downloaded before are not downloaded again. Judges nothing.
//!
//! [`ours`] and [`rustlings`] do what is timed, [`terminal`] is where both of them watch.

mod ours;
mod rustlings;
mod terminal;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result};

use ours::Clone;
use rustlings::Rustlings;

/// How often what takes minutes is done.
const ROUNDS: usize = 3;
/// How often a file is edited.
const EDITS: usize = 15;

fn main() -> Result<()> {
    let is_warm = env::args().any(|argument| argument == "warm");
    let folder = tempfile::tempdir()?;
    let clone = Clone::new(folder.path())?;
    let theirs = Rustlings::find(folder.path())?;
    println!("{:<72} {:>7}", "what a learner waits for (medians)", "seconds");

    let (mut lines, mut verdicts, mut installs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..if is_warm { 1 } else { ROUNDS } {
        let (line, verdict) = clone.first_verdict()?;
        lines.push(line);
        verdicts.push(verdict);
        if let Some(theirs) = &theirs {
            if is_warm {
                theirs.init()?;
            } else {
                installs.push(theirs.first_verdict()?);
            }
        }
    }
    row("clean clone, `cargo run`: the first line of the runner", lines);
    let first = row("clean clone, `cargo run`: the first verdict", verdicts);
    if !installs.is_empty() {
        let what = "rustlings: install, init, first verdict";
        compare(first, row(what, installs));
    }

    let mut times: [Vec<Duration>; 6] = Default::default();
    clone.run(&["run", "--", "run", "01c"])?;
    for edit in 0..EDITS {
        times[0].push(clone.edit_and(edit, &["run", "--", "run", "01c"])?);
        times[1].push(clone.edit_and(edit, &["test", "-p", "exercise01c"])?);
        // The least that anybody has to do: cargo builds the one test program, and runs it.
        let bare = ["test", "-q", "-p", "exercise01c", "--test", "check"];
        times[2].push(clone.edit_and(edit, &bare)?);
        times[3].push(clone.run(&["run", "--", "run", "01c"])?);
        if let Some(theirs) = &theirs {
            times[4].push(theirs.run(edit, false)?);
            times[5].push(theirs.run(edit, true)?);
        }
    }
    let [run, test, bare, again, failing, passing] = times;
    row("edit of 01c, `cargo run`: the verdict, warm", run);
    row("edit of 01c, `cargo test -p exercise01c`, warm", test);
    let bare = row("edit of 01c, bare `cargo test -p exercise01c --test check`, warm", bare);
    row("nothing edited, `cargo run`", again);
    if theirs.is_some() {
        row("edit of quiz1, `rustlings run`, a test fails", failing);
        row("edit of quiz1, `rustlings run`, its test passes", passing);
    }

    let mut watched = clone.watch()?;
    let mut watching = theirs.as_ref().map(Rustlings::watch).transpose()?;
    let (mut saved, mut there) = (Vec::new(), Vec::new());
    for edit in 0..EDITS {
        saved.push(watched.save(edit)?);
        if let Some(watching) = &mut watching {
            there.push(watching.save(edit)?);
        }
    }
    let saved = row("save of 01c in watch mode: the verdict, warm", saved);
    println!("{:<72} {:>7.2}", "  more than the bare `cargo test`", seconds(saved) - seconds(bare));
    if theirs.is_some() {
        compare(saved, row("save of quiz1 in rustlings' watch mode, a test fails", there));
    }
    drop((watched, watching));
    if is_warm {
        return Ok(());
    }

    fs::remove_dir_all(clone.path.join("target"))?;
    let all = "clean clone, `cargo test`: all lessons, solutions and tools";
    row(all, vec![clone.run(&["test"])?]);
    row("`cargo test` again", vec![clone.run(&["test"])?]);
    row("`cargo run -- verify`", vec![clone.run(&["run", "--", "verify"])?]);
    Ok(())
}

/// Prints the median, and returns it.
fn row(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let median = times[times.len() / 2];
    println!("{what:<72} {:>7.2}", seconds(median));
    median
}

fn compare(ours: Duration, theirs: Duration) {
    println!("{:<72} {:>6.2}×", "  ours is", seconds(ours) / seconds(theirs));
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

/// A program in a folder, in an environment in which nobody has set anything up.
fn command(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_remove("CARGO_TARGET_DIR").env_remove("RUST_BACKTRACE");
    // `cargo run` names the toolchain and the package that it runs for.
    for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The wall time of a program. Some of them are meant to fail, so its exit code says nothing here.
fn time(command: &mut Command) -> Result<Duration> {
    let began = Instant::now();
    command.status().with_context(|| format!("cannot run {command:?}"))?;
    Ok(began.elapsed())
}
