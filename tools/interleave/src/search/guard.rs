//! Guards a search: a model thread that takes no step for seconds would hang the process forever.
//!
//! The explorer runs one thread at a time, each until its next step. A thread that waits for something of std's
//! own, or loops without taking a step, never reaches it. The guard says so, and ends the process.
//!
//! One guard thread serves the whole process. It reads a number that grows with each step. It counts its own
//! wakeups, not seconds, so that it doesn't lose patience when the process was stopped or the computer slept.

mod debugger;

use std::io::{self, Write};
use std::process;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::machine::heartbeat::{self, LastStep};
use crate::report;
use crate::trace::Counterexample;
use crate::trace::schedule::letter;
use crate::trace::terminal;

/// How long the guard sleeps.
const TICK: Duration = Duration::from_millis(100);

/// A sleep that took longer than this doesn't count: the machine is busy, and the model's thread may be starved too.
const LATE: Duration = Duration::from_millis(300);

/// After this many ticks without a step, the guard says that the thread hangs.
const PATIENCE: u32 = 40;

/// How long the last words may take: another thread may be holding standard error.
const LAST_WORDS: Duration = Duration::from_secs(2);

static SEARCH: Mutex<Search> =
    Mutex::new(Search { runs: false, by: None, found: None, guard: Guard::None });
static WAKE: Condvar = Condvar::new();

/// What the guard knows of the search that runs. The lock is never held while a model thread runs.
struct Search {
    runs: bool,
    /// The thread that runs the search. The harness names its threads after the tests.
    by: Option<Thread>,
    /// A counterexample, while the search looks for a simpler one.
    found: Option<Arc<Counterexample>>,
    guard: Guard,
}

#[derive(PartialEq, Eq)]
enum Guard {
    None,
    Awake,
    Asleep,
}

/// Notes that a search begins. It ends when the returned value is dropped.
pub(crate) fn search_begins() -> Searching {
    let mut search = lock();
    search.runs = true;
    search.by = Some(thread::current());
    heartbeat::search_begins();
    match search.guard {
        Guard::Awake => {}
        Guard::Asleep => WAKE.notify_one(),
        Guard::None => {
            let guard = thread::Builder::new().name("interleave's guard".into()).spawn(watch);
            if guard.is_err() {
                return Searching;
            }
        }
    }
    search.guard = Guard::Awake;
    Searching
}

pub(crate) struct Searching;

impl Drop for Searching {
    fn drop(&mut self) {
        let mut search = lock();
        search.runs = false;
        search.found = None;
    }
}

/// Notes a counterexample. Until the returned value is dropped, the search only looks for a simpler one.
pub(crate) fn found(counterexample: &Arc<Counterexample>) -> Found {
    lock().found = Some(Arc::clone(counterexample));
    Found
}

pub(crate) struct Found;

impl Drop for Found {
    fn drop(&mut self) {
        lock().found = None;
    }
}

fn lock() -> MutexGuard<'static, Search> {
    SEARCH.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch() {
    let (mut last, mut still) = (None, 0);
    loop {
        let search = lock();
        if !search.runs {
            let mut search = search;
            search.guard = Guard::Asleep;
            drop(WAKE.wait_while(search, |search| search.guard == Guard::Asleep));
        } else {
            drop(search);
        }
        let begin = Instant::now();
        thread::sleep(TICK);
        let now = heartbeat::of_the_program();
        if now.is_none() || now != last {
            (last, still) = (now, 0);
        } else if begin.elapsed() < LATE {
            still += 1;
        }
        if still >= PATIENCE {
            still = 0;
            if !debugger::is_attached() {
                end_process();
            }
        }
    }
}

fn end_process() {
    let (test, found) = {
        let search = lock();
        let test = search.by.as_ref().and_then(Thread::name).unwrap_or("interleave").to_string();
        (test, search.found.clone())
    };
    let last = heartbeat::last_step();
    let (done, over) = mpsc::channel();
    // A separate thread, because the thread that hangs may hold standard error. Then the process ends silently.
    thread::spawn(move || {
        let words = words(&last, found.as_deref());
        if !report::hangs(&test, found.as_deref(), &words) {
            let _ = io::stderr().write_all(format!("\n{test}: {words}\n").as_bytes());
        }
        let _ = done.send(());
    });
    let _ = over.recv_timeout(LAST_WORDS);
    process::exit(101);
}

/// What is known of a thread that hangs.
fn words(last: &LastStep, found: Option<&Counterexample>) -> String {
    let LastStep { thread, place, has_stepped, .. } = *last;
    let name = match &last.name {
        Some(name) => format!("`{name}`"),
        None if thread == 0 => "main".into(),
        None => letter(thread).to_string(),
    };
    let mut words = String::new();
    if let Some(found) = found {
        words = found.render(terminal::width(), terminal::color());
        words += "\n\nWhile the explorer was looking for a simpler run that fails, ";
    }
    let seconds = (TICK * PATIENCE).as_secs();
    let since = match place {
        // The closure itself was not spawned by the program.
        Some(place) if has_stepped || name != "main" => {
            let place = crate::source::locate(place.file(), place.line());
            let what = if has_stepped { "Its last step was" } else { "It was spawned" };
            let line = if place.source.is_empty() { "." } else { ":\n\n    " };
            let rest = if has_stepped { "" } else { "\n\nand has not taken a step since." };
            format!("{what} at {}:{}{line}{}{rest}", place.file, place.line, place.source)
        }
        _ => String::from("It has not taken a step yet."),
    };
    words
        + &format!(
            "thread {name} has taken no step for {seconds} seconds, so no other thread can go on.\n\n{since}\n\n{REASONS}"
        )
}

const REASONS: &str = "\
What it does after that never ends. The likely reasons:
- It waits for a lock, a channel or an atomic of std's own. The explorer does
  not see those. Use the ones in `interleave::sync` and `interleave::thread`.
- It goes round a loop in which no step is taken. Other threads run only at
  steps, so nothing that the loop waits for can change.
";
