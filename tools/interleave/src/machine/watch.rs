//! A guard beside the search: a model thread that takes no step for seconds would hang the process forever.
//!
//! The explorer runs one thread at a time, and each until its next step. One that waits for something of std's own, or
//! goes round a loop without a step, never comes to it. The guard says so, and ends the process.
//!
//! It is one thread for the whole process. It looks at a number that grows with each step, and counts how often it woke
//! up itself, not seconds: a process that was stopped, or a computer that slept, makes it no less patient.

mod debugger;

use std::io::{self, Write};
use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};
use std::{process, ptr};

use crate::report;
use crate::schedule::letter;
use crate::story::style;
use crate::trace::Counterexample;

/// How long the guard sleeps.
const TICK: Duration = Duration::from_millis(100);

/// A sleep that took longer does not count: the machine is busy, and the model's thread may be short of time as well.
const LATE: Duration = Duration::from_millis(300);

/// After so many ticks without a step the thread is said to hang.
const PATIENCE: u32 = 40;

/// How long the last words may take: another thread may be holding standard error.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Grows with each step. Odd while a model thread has control, even while the search has.
static BEAT: AtomicU64 = AtomicU64::new(0);
/// The model thread that has control, and where it took its last step: before the first, where it was spawned.
static THREAD: AtomicUsize = AtomicUsize::new(0);
static HAS_STEPPED: AtomicBool = AtomicBool::new(false);
static PLACE: AtomicPtr<Location<'static>> = AtomicPtr::new(ptr::null_mut());

static SEARCH: Mutex<Search> = Mutex::new(Search {
    runs: false,
    by: None,
    found: None,
    names: Vec::new(),
    guard: Guard::None,
});
static WAKE: Condvar = Condvar::new();

/// What the guard knows of the search that runs. The lock is never held while a model thread has control.
struct Search {
    runs: bool,
    /// The harness names its threads after the tests.
    by: Option<Thread>,
    /// A counterexample, while a simpler one is looked for.
    found: Option<Arc<Counterexample>>,
    /// The threads of the execution that have a name.
    names: Vec<(usize, String)>,
    guard: Guard,
}

#[derive(PartialEq, Eq)]
enum Guard {
    None,
    Awake,
    Asleep,
}

/// A search begins; it ends when this is dropped.
pub(crate) fn search() -> Searching {
    let mut search = lock();
    search.runs = true;
    search.by = Some(thread::current());
    search.names.clear();
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

/// A counterexample is known; what comes until this is dropped only looks for a simpler one.
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

/// A thread of the model has this name.
pub(crate) fn name(thread: usize, name: &str) {
    let mut search = lock();
    search.names.retain(|(other, _)| *other < thread);
    search.names.push((thread, name.into()));
}

/// A model thread gets control.
pub(crate) fn resumes() {
    beat(1);
}

/// The search has it back.
pub(crate) fn returns() {
    beat(1);
}

/// The thread, which was spawned there, begins: it has taken no step yet.
pub(crate) fn begins(thread: usize, place: &'static Location<'static>) {
    at(thread, place, false);
}

/// The thread, which has control, takes a step.
#[inline]
pub(crate) fn steps(thread: usize, place: &'static Location<'static>) {
    at(thread, place, true);
    beat(2);
}

#[inline]
fn at(thread: usize, place: &'static Location<'static>, has_stepped: bool) {
    // Relaxed: the beat that follows publishes them.
    THREAD.store(thread, Ordering::Relaxed);
    HAS_STEPPED.store(has_stepped, Ordering::Relaxed);
    PLACE.store(ptr::from_ref(place).cast_mut(), Ordering::Relaxed);
}

#[inline]
fn beat(more: u64) {
    // Only one search runs at a time, so nobody else writes, and the load can be Relaxed. Release: the guard's load
    // acquires it, and then reads the thread and the place that were stored before.
    BEAT.store(BEAT.load(Ordering::Relaxed) + more, Ordering::Release);
}

fn lock() -> MutexGuard<'static, Search> {
    SEARCH.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch() {
    let (mut last, mut still) = (0, 0);
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
        // Acquire: pairs with the store in `beat`.
        let now = BEAT.load(Ordering::Acquire);
        if now.is_multiple_of(2) || now != last {
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
    let (test, found, name) = {
        let search = lock();
        // Relaxed: what it says was published by the beat that has stood still for seconds.
        let thread = THREAD.load(Ordering::Relaxed);
        let name = search.names.iter().find(|(other, _)| *other == thread);
        let name = match (name, thread) {
            (Some((_, name)), _) => format!("`{name}`"),
            (None, 0) => "main".into(),
            (None, _) => letter(thread).to_string(),
        };
        let test = search.by.as_ref().and_then(Thread::name).unwrap_or("interleave").to_string();
        (test, search.found.clone(), name)
    };
    // SAFETY: *static*: only `at` stores anything else than null, and what it stores lives forever.
    let place = unsafe { PLACE.load(Ordering::Relaxed).as_ref() };
    let has_stepped = HAS_STEPPED.load(Ordering::Relaxed);
    let (done, over) = mpsc::channel();
    // In a thread of its own: whoever hangs may hold standard error, and then the process ends without a word.
    thread::spawn(move || {
        let words = words(&name, place, has_stepped, found.as_deref());
        if !report::hangs(&test, found.as_deref(), &words) {
            let _ = io::stderr().write_all(format!("\n{test}: {words}\n").as_bytes());
        }
        let _ = done.send(());
    });
    let _ = over.recv_timeout(LAST_WORDS);
    process::exit(101);
}

/// What is known of a thread that hangs.
fn words(
    name: &str,
    place: Option<&Location<'_>>,
    has_stepped: bool,
    found: Option<&Counterexample>,
) -> String {
    let mut words = String::new();
    if let Some(found) = found {
        words = found.render(style::width(), style::color());
        words += "\n\nWhile the explorer was looking for a simpler run that fails, ";
    }
    let seconds = (TICK * PATIENCE).as_secs();
    let since = match place {
        // The closure itself was not spawned by the program.
        Some(place) if has_stepped || name != "main" => {
            let place = crate::story::source::locate(place.file(), place.line());
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
