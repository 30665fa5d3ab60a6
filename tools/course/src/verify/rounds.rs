//! Runs everything that was built, several times over, on all cores.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::cargo::{Built, Executable};
use crate::course::Course;
use crate::interrupt::Stop;
use crate::judge;
use crate::screen::{self, Status};
use crate::trial::Look;
use crate::verdict::{Kind, Run};
use crate::workers;

use super::subjects::Subject;
use super::workspace;

/// What came of one subject.
pub enum Judged {
    /// It does not compile; what rustc said.
    Broken(Vec<String>),
    /// Its runs.
    Ran(Vec<Outcome>),
}

/// What came of one run.
pub struct Outcome {
    /// The tests that failed, and how.
    pub failed: BTreeMap<String, Kind>,
    /// The one that a learner is shown first, how it failed, and what it said.
    pub first: Option<(String, Kind, String)>,
    /// How many tests passed.
    pub passed: usize,
    /// How long all tests together took.
    pub took: Duration,
}

/// Runs every subject as often as this; what came of them is in the order of the subjects.
pub fn run(
    course: &Course,
    subjects: &[Subject<'_>],
    built: &Built,
    repeat: u32,
) -> Result<Vec<Judged>> {
    let jobs = jobs(course, subjects, built);
    // The rounds one after the other, so that the runs of one subject meet different company.
    let queue: Vec<usize> = (0..repeat).flat_map(|_| 0..jobs.len()).collect();
    let (status, ended) = (Mutex::new(Status::default()), AtomicUsize::new(0));
    let outcomes = workers::each(&queue, |&job| {
        let Job { subject, tests } = &jobs[job];
        let tests = tests.as_ref().ok()?;
        let (start, stop, look) = (Instant::now(), Stop::default(), Look::default());
        let run = judge::run(tests, subject.exercise, &subject.file, None, look, &stop, &|| {});
        let outcome = run.map(|run| Outcome::new(run, start.elapsed()));
        // Relaxed: it's a number to show, and nothing depends on it.
        let ended = ended.fetch_add(1, Ordering::Relaxed) + 1;
        screen::show(&status, &format!("{ended} of {} runs", queue.len()));
        Some(outcome)
    })?;

    let mut judged: Vec<Judged> = jobs
        .into_iter()
        .map(|job| job.tests.map_or_else(Judged::Broken, |_| Judged::Ran(Vec::new())))
        .collect();
    for (job, outcome) in queue.into_iter().zip(outcomes) {
        if let (Judged::Ran(outcomes), Some(outcome)) = (&mut judged[job], outcome) {
            outcomes.push(outcome?);
        }
    }
    Ok(judged)
}

struct Job<'a> {
    subject: &'a Subject<'a>,
    /// The programs to run, or why there are none.
    tests: Result<Vec<Executable>, Vec<String>>,
}

fn jobs<'a>(course: &Course, subjects: &'a [Subject<'_>], built: &Built) -> Vec<Job<'a>> {
    let job = |subject: &'a Subject<'_>| {
        let manifest = workspace::manifest_path(course, subject);
        let errors = built.diagnostics.iter().filter(|d| d.is_error && d.manifest == manifest);
        let errors: Vec<String> = errors.map(|error| error.rendered.clone()).collect();
        let tests = built.tests.iter().filter(|test| test.manifest == manifest).cloned().collect();
        Job { subject, tests: if errors.is_empty() { Ok(tests) } else { Err(errors) } }
    };
    subjects.iter().map(job).collect()
}

impl Judged {
    /// How long its verdict takes: the shortest of its runs, the one that others disturbed the least. Nothing where
    /// there is no such time: it does not compile, or only the deadline ended it.
    pub fn takes(&self) -> Option<Duration> {
        let Self::Ran(outcomes) = self else {
            return None;
        };
        let ended = |outcome: &&Outcome| !outcome.failed.values().any(|kind| *kind == Kind::Hang);
        outcomes.iter().filter(ended).map(|outcome| outcome.took).min()
    }
}

impl Outcome {
    fn new(run: Run, took: Duration) -> Self {
        let failed = run.failed.iter().map(|failed| (failed.test.clone(), failed.kind)).collect();
        let passed = run.passed.len();
        let first =
            run.failed.into_iter().next().map(|failed| (failed.test, failed.kind, failed.text));
        Self { failed, first, passed, took }
    }
}
