//! Runs the Python that the book shows.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::course::Course;
use crate::problem::Problem;

/// How long a file may take. Generous: it only has to end at some time.
const DEADLINE: Duration = Duration::from_secs(120);

/// Runs each of `files` once. Returns what failed, and a note on what was run.
pub fn check(course: &Course, mut files: Vec<PathBuf>) -> (Vec<Problem>, Option<String>) {
    files.sort();
    let blocks = files.len();
    files.dedup();
    if files.is_empty() {
        return (Vec::new(), None);
    }
    let Some(python) = ["python3", "python"].into_iter().find(|name| is_python3(name)) else {
        let s = if blocks == 1 { "" } else { "s" };
        return (Vec::new(), Some(format!("python3 not found: {blocks} Python block{s} not run")));
    };
    let failed = files.iter().filter_map(|file| {
        let why = run(python, file).err()?;
        Some(Problem::rule(&course.name(file), 1, why))
    });
    let failed: Vec<Problem> = failed.collect();
    (failed, Some(format!("{} Python files run", files.len())))
}

/// On Windows `python3` may be a stub that opens a shop, and `python` may be Python 2 elsewhere.
fn is_python3(name: &str) -> bool {
    Command::new(name)
        .args(["-c", "import sys; sys.exit(sys.version_info[0] != 3)"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn run(python: &str, file: &Path) -> Result<(), String> {
    let failed = |what: &str, error: std::io::Error| format!("cannot {what}: {error}");
    let folder = tempfile::tempdir().map_err(|error| failed("make a temporary folder", error))?;
    let log = folder.path().join("stderr");
    // A file rather than a pipe: nobody has to empty it while the program runs.
    let stderr = File::create(&log).map_err(|error| failed("write its output down", error))?;
    let mut child = Command::new(python)
        .arg(file)
        .current_dir(file.parent().unwrap_or(Path::new(".")))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(stderr)
        .spawn()
        .map_err(|error| failed("start Python", error))?;
    let started = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| failed("wait for Python", error))? {
            Some(status) => break status,
            None if started.elapsed() > DEADLINE => {
                // It may have ended by itself in between; either way it is gone.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!(
                    "still runs after {} s: make it end by itself",
                    DEADLINE.as_secs()
                ));
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    if status.success() {
        return Ok(());
    }
    let said = std::fs::read_to_string(&log).unwrap_or_default();
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    Err(format!("Python fails with {status}: {last}; run it and repair it"))
}
