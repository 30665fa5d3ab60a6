//! One call of the learner's test, in a process of its own: the test program again, asked for one of its tests.

use std::any::Any;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{self, Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use std::{env, fs, panic, thread};

use interleave::FailureKind;
use interleave::report::{FIRST, Found, Kind, Line, VARIABLE};
use serde::{Deserialize, Serialize};

/// Tells the process that it is one. Which implementation it has to try is said on standard input: a test could read an
/// environment variable as well.
const ASKED: &str = "LINEUP_CHILD";

/// As many bytes are kept of what the test prints.
const OUTPUT: usize = 1_000;

/// What came of it.
pub(crate) struct Finished {
    pub(crate) ending: Ending,
    /// What the learner's test printed.
    pub(crate) printed: String,
    /// How many executions the explorer tried.
    pub(crate) executions: u64,
    /// Whether `interleave::model` was called at all.
    pub(crate) explored: bool,
}

/// How the learner's test ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It returned.
    Passed,
    /// It panicked.
    Refused {
        /// In which way it failed.
        kind: Kind,
        /// What it said.
        text: String,
    },
    /// It panicked when it was called again.
    Wavered(String),
    /// The explorer gave up.
    NoVerdict(String),
    /// A guard beside the explorer has found a thread that takes no step any more.
    Hung(String),
    /// It was still running at the deadline.
    Late(String),
    /// The process ended before the test did.
    EndedEarly(String),
}

/// What the process writes down at its end.
#[derive(Serialize, Deserialize)]
struct Answer {
    /// How many calls returned.
    passed: usize,
    panic: Option<Panic>,
}

#[derive(Serialize, Deserialize)]
struct Panic {
    message: String,
    /// Where, if the explorer has not seen it.
    place: Option<String>,
}

/// What this process was asked to try: the number of an implementation, and the file for the answer. None if it is not
/// one that was asked.
///
/// # Panics
///
/// Panics if the question cannot be read: without it, this process would start processes of its own, and so on.
pub(crate) fn request() -> Option<(usize, PathBuf)> {
    env::var_os(ASKED)?;
    let text = io::read_to_string(io::stdin()).expect("a question on standard input");
    let (number, file) = text.split_once('\n').expect("a question of two lines");
    Some((number.parse().expect("a number"), PathBuf::from(file)))
}

/// Calls the learner's test that often, writes down what came of it, and ends the process.
pub(crate) fn answer(file: &PathBuf, calls: usize, test: impl Fn()) -> ! {
    static PLACE: Mutex<Option<String>> = Mutex::new(None);
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", tidy(l.file()), l.line()));
        *PLACE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = place;
    }));
    let mut answer = Answer { passed: 0, panic: None };
    for _ in 0..calls {
        match catch_unwind(AssertUnwindSafe(&test)) {
            Ok(()) => answer.passed += 1,
            Err(payload) => {
                let place = PLACE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
                answer.panic = Some(Panic { message: message(payload.as_ref()), place });
                break;
            }
        }
    }
    let text = serde_json::to_string(&answer).expect("a number and texts become JSON");
    // Without the file, the other side says that the process has ended early.
    let written = fs::write(file, text);
    process::exit(if written.is_ok() { 0 } else { 1 })
}

/// The path without `x/..`, which `#[path]` leaves in it.
fn tidy(file: &str) -> String {
    let file = file.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in file.split('/') {
        match parts.last() {
            Some(&last) if part == ".." && !matches!(last, ".." | "") => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}

/// Has the learner's test try the implementation of this number. `home` is a test that asks about it.
pub(crate) fn run(
    home: &str,
    number: usize,
    deadline: Duration,
    columns: usize,
) -> io::Result<Finished> {
    let answer = Scratch::new("answer");
    let report = Scratch::new("report");
    let mut command = Command::new(env::current_exe()?);
    command.args(["--exact", home, "--nocapture", "--test-threads=2", "--quiet"]);
    command.env(ASKED, "1").env(VARIABLE, &report.0);
    // A run that broke another implementation says nothing about this one.
    command.env_remove(FIRST);
    // A backtrace takes long, and the pictures show more.
    command.env_remove("RUST_BACKTRACE");
    // The explorer paints for the terminal that this process writes to.
    command.env("COLUMNS", columns.to_string());
    if io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) {
        command.env("CLICOLOR_FORCE", "1");
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let request = format!("{number}\n{}", answer.0.display());
    if let Some(mut input) = child.stdin.take() {
        // One that ends before it has read this has ended early, and that is said below.
        let _ = input.write_all(request.as_bytes());
    }
    let ended = wait(&mut child, deadline)?;
    let lines: Vec<Line> =
        report.read().lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
    let given: Option<Answer> = serde_json::from_str(&answer.read()).ok();
    Ok(Finished {
        executions: lines.iter().map(|line| line.executions).sum(),
        explored: !lines.is_empty(),
        ending: ending(given, &lines, &ended, deadline),
        printed: ended.printed,
    })
}

fn ending(answer: Option<Answer>, lines: &[Line], ended: &Ended, deadline: Duration) -> Ending {
    let last = lines.last();
    let Some(Answer { passed, panic }) = answer else {
        return match (last, ended.status) {
            (_, None) => Ending::Late(format!(
                "It was still running after {} s. Does it wait for something that the explorer\n\
                 doesn't see? Or does it explore too much? Two or three threads, once or twice\n\
                 each, find most mistakes.",
                deadline.as_secs_f32()
            )),
            // Beside the explorer, a guard ends the process if a thread takes no step any more.
            (Some(line), _) if line.verdict == Found::Fails => Ending::Hung(line.summary.clone()),
            (_, Some(status)) => Ending::EndedEarly(match status.code() {
                Some(code) => format!("It exited with {code}."),
                None => format!("It ended with {status}."),
            }),
        };
    };
    let Some(Panic { message, place }) = panic else {
        return Ending::Passed;
    };
    let found = last.filter(|line| line.verdict != Found::Holds);
    let place =
        place.filter(|_| found.is_none()).map_or(String::new(), |place| format!("\n  at {place}"));
    let text = format!("{}{place}", message.trim_matches('\n'));
    match found {
        Some(line) if line.verdict == Found::Search => Ending::NoVerdict(text),
        _ if passed > 0 => Ending::Wavered(text),
        _ => {
            let kind = found.and_then(|line| line.kind);
            Ending::Refused { kind: kind.unwrap_or(Kind::Failure(FailureKind::Assertion)), text }
        }
    }
}

/// A process that has ended, or was ended at its deadline: then it has no status.
struct Ended {
    status: Option<process::ExitStatus>,
    printed: String,
}

fn wait(child: &mut Child, deadline: Duration) -> io::Result<Ended> {
    let outputs = [child.stdout.take().map(read), child.stderr.take().map(read)];
    let mut late = false;
    let mut printed = Vec::new();
    for output in outputs.into_iter().flatten() {
        // What is printed ends when the process does.
        match output.recv_timeout(deadline) {
            Ok(bytes) => printed.extend(bytes),
            Err(_) => late = true,
        }
        if late {
            child.kill()?;
        }
    }
    let status = child.wait()?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    Ok(Ended { status: (!late).then_some(status), printed: without_harness(&printed) })
}

/// Keeps the beginning, and reads the rest away: a pipe that is full would stop the process.
fn read(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (done, end) = mpsc::channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        let _ = pipe.by_ref().take(OUTPUT as u64).read_to_end(&mut kept);
        if io::copy(&mut pipe, &mut io::sink()).is_ok_and(|more| more > 0) {
            kept.extend(" …\n".as_bytes());
        }
        let _ = done.send(kept);
    });
    end
}

/// What the learner's test printed, without the harness's own lines.
fn without_harness(printed: &str) -> String {
    let lines = printed.lines().filter(|line| *line != "running 1 test");
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// A file that is gone when this is dropped. Its name says nothing about the implementation.
struct Scratch(PathBuf);

impl Scratch {
    fn new(what: &str) -> Self {
        let random = RandomState::new().build_hasher().finish();
        Scratch(env::temp_dir().join(format!("lineup-{random:016x}.{what}")))
    }

    fn read(&self) -> String {
        fs::read_to_string(&self.0).unwrap_or_default()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(tidy(path), expected);
    }

    #[test]
    fn paths_are_told_without_detours() {
        check("exercises/a/tests/../../../solutions/b/right/c.rs", "solutions/b/right/c.rs");
        check("tests\\..\\src\\lib.rs", "src/lib.rs");
        check("../../x.rs", "../../x.rs");
        check("/work/a/../b.rs", "/work/b.rs");
    }
}
