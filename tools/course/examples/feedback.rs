//! How long a learner waits: `cargo run -p course --example feedback`.
//!
//! Clones the committed state into a temporary folder and times, from outside, what a learner would type there.
//! With `-- warm` it leaves out what takes minutes, but for the first build.
//! Libraries that cargo has downloaded before are not downloaded again. Takes a few minutes, and judges nothing.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context, Result, ensure};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const EDITS: usize = 15;
const EXERCISE: &str = "exercises/01c-racy-max/src/lib.rs";

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let clone = folder.path().join("racy-to-guarded");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let git = Command::new("git").arg("clone").arg("--quiet").arg(&root).arg(&clone).status()?;
    ensure!(git.success(), "cannot clone `{}`", root.display());

    println!("{:<64} {:>9}", "what a learner waits for", "seconds");
    row("clean clone, `cargo run`: the first verdict", time(&clone, &["run"])?);
    time(&clone, &["run", "--", "run", "01c"])?;
    let runner = median(|edit| edit_and(&clone, edit, &["run", "--", "run", "01c"]))?;
    row("edit of 01c, `cargo run`: the verdict, warm", runner);
    let cargo = median(|edit| edit_and(&clone, edit, &["test", "-p", "exercise01c"]))?;
    row("edit of 01c, `cargo test -p exercise01c`, warm", cargo);
    let watched = watch(&clone)?;
    row("save of 01c in watch mode: the verdict, warm", watched);
    row("edit of 01c, bare `cargo test -p exercise01c --test check`, warm", bare(&clone)?);
    let again = median(|_| time(&clone, &["run", "--", "run", "01c"]))?;
    row("nothing edited, `cargo run`", again);
    if env::args().any(|argument| argument == "warm") {
        return Ok(());
    }
    fs::remove_dir_all(clone.join("target"))?;
    row("clean clone, `cargo test`: all lessons, solutions and tools", time(&clone, &["test"])?);
    row("`cargo test` again", time(&clone, &["test"])?);
    row("`cargo run -- verify`", time(&clone, &["run", "--", "verify"])?);
    Ok(())
}

fn row(what: &str, took: Duration) {
    println!("{what:<64} {:>9.2}", took.as_secs_f64());
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

/// From the save to the verdict on the screen of a terminal.
fn watch(clone: &Path) -> Result<Duration> {
    let size = PtySize { rows: 60, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size)?;
    let mut command = CommandBuilder::new(clone.join("target/debug/course"));
    command.args(["run", "01c"]);
    command.cwd(clone);
    command.env_remove("CARGO_TARGET_DIR");
    command.env_remove("RUST_BACKTRACE");
    command.env("NO_COLOR", "1");
    let mut child = pty.slave.spawn_command(command)?;
    let mut output = pty.master.try_clone_reader()?;
    let (sender, printed) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 1 << 16];
        while let Ok(length @ 1..) = output.read(&mut buffer) {
            if sender.send(buffer[..length].to_vec()).is_err() {
                return;
            }
        }
    });
    let verdict = || -> Result<()> {
        let mut seen = String::new();
        while !seen.contains("Save your file, and it runs again.") {
            let piece = printed.recv_timeout(Duration::from_secs(300)).context("no verdict")?;
            seen.push_str(&String::from_utf8_lossy(&piece));
        }
        Ok(())
    };
    verdict()?;
    let median = median(|edit| {
        // As somebody would: not in the moment of the last verdict.
        thread::sleep(Duration::from_millis(300));
        while printed.try_recv().is_ok() {}
        let path = clone.join(EXERCISE);
        let text = fs::read_to_string(&path)?;
        let began = Instant::now();
        fs::write(&path, format!("{text}\n// Watched edit {edit}.\n"))?;
        verdict()?;
        Ok(began.elapsed())
    })?;
    child.kill()?;
    child.wait()?;
    Ok(median)
}

/// The least that anybody has to do: cargo builds the one test program, and runs it.
fn bare(clone: &Path) -> Result<Duration> {
    median(|edit| edit_and(clone, edit, &["test", "-q", "-p", "exercise01c", "--test", "check"]))
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
