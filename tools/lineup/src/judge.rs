//! Asks the learner's test about a group of implementations, and judges the test by its answers.

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use std::{io, thread};

use interleave::report::{self, Found, Kind, Line};
use trace::terminal;

use crate::candidate::{Candidate, Role};
use crate::child::{self, Ending, Finished};
use crate::words;

/// The learner's test, and what it is asked about.
pub struct Lineup<'a, N> {
    /// The name of a test that calls [`check`](Self::check): the same for all, or its name would tell the group. With the
    /// name of the crate in front.
    pub home: &'static str,
    /// The learner's test.
    pub test: fn(N),
    /// All implementations, of every group.
    pub candidates: &'a [Candidate<N>],
    /// How long the test may take for one of them. It is there for a loop without an end, so it may be long.
    pub deadline: Duration,
    /// How wide the words may be.
    pub columns: usize,
}

/// Why the learner's test isn't good enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In which way it fails; `None` if the explorer gave up.
    pub kind: Option<Kind>,
    /// In words.
    pub text: String,
}

impl<'a, N: Copy + Sync> Lineup<'a, N> {
    /// With a deadline that no exercise needs, and as wide as the terminal.
    pub fn new(home: &'static str, test: fn(N), candidates: &'a [Candidate<N>]) -> Self {
        let deadline = Duration::from_secs(20);
        Lineup { home, test, candidates, deadline, columns: terminal::width_or(80) }
    }

    /// Asks about the implementations of a group, and panics with what the learner should know.
    ///
    /// # Panics
    ///
    /// Panics if the test gets one of them wrong.
    #[track_caller]
    pub fn check(&self, group: &str) {
        let test = thread::current().name().unwrap_or("lineup").to_owned();
        let line = |verdict, kind, summary| Line { kind, ..Line::new(&test, verdict, summary) };
        match self.verdict(group) {
            Ok(summary) => {
                if !report::append(&line(Found::Holds, None, summary.clone())) {
                    // In one piece, or the lines of other tests get in between.
                    let _ = io::stderr().write_all(format!("{test}: {summary}\n").as_bytes());
                }
            }
            Err(Refusal { kind, text }) => {
                let found = if kind.is_some() { Found::Fails } else { Found::Search };
                report::append(&line(found, kind, words::first_line(&text)));
                panic!("{text}");
            }
        }
    }

    /// Asks about the implementations of a group. Returns what the test gets right in a few words.
    ///
    /// # Errors
    ///
    /// Which implementation it gets wrong.
    pub fn verdict(&self, group: &str) -> Result<String, Refusal> {
        if let Some((number, file)) = child::request() {
            let candidate = self.candidates[number];
            child::answer(&file, candidate.role.calls(), || (self.test)(candidate.new));
        }
        let numbers: Vec<usize> =
            (0..self.candidates.len()).filter(|&n| self.candidates[n].group == group).collect();
        assert!(!numbers.is_empty(), "no implementation belongs to `{group}`");
        let finished = self.ask(&numbers);
        let asked = |n: &usize| (self.candidates[*n].name, self.candidates[*n].role);
        let asked: Vec<(&str, Role)> = numbers.iter().map(asked).collect();
        words::verdict(&asked, &finished, self.columns)
    }

    /// Has each of them tried, a few at a time. After the first that takes the whole deadline the rest is left out.
    fn ask(&self, numbers: &[usize]) -> Vec<Option<Finished>> {
        let (_, home) = self.home.split_once("::").unwrap_or(("", self.home));
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = || {
            let mut done = Vec::new();
            // Relaxed, both: each place is handed out once, and one process more than necessary does no harm.
            while !stop.load(Ordering::Relaxed)
                && let place = next.fetch_add(1, Ordering::Relaxed)
                && let Some(&number) = numbers.get(place)
            {
                let finished = child::run(home, number, self.deadline, self.columns)
                    .unwrap_or_else(|error| {
                        panic!("cannot run the test in a process of its own: {error}")
                    });
                if matches!(finished.ending, Ending::Late(_)) {
                    stop.store(true, Ordering::Relaxed);
                }
                done.push((place, finished));
            }
            done
        };
        let mut all: Vec<Option<Finished>> = numbers.iter().map(|_| None).collect();
        let workers = thread::available_parallelism().map_or(2, usize::from);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            for worker in workers {
                let done =
                    worker.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload));
                for (place, finished) in done {
                    all[place] = Some(finished);
                }
            }
        });
        all
    }
}
