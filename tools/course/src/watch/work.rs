//! Work that goes on while keys are heard: judging an exercise, building the book.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread::ScopedJoinHandle;

use crate::command::book;
use crate::course::{Course, Exercise};
use crate::interrupt::Stop;
use crate::judge;
use crate::trial::Look;

use super::{Event, Threads};

/// What can be worked at, each beside the other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Judging the exercise.
    Judge,
    /// Building the book.
    Book,
}

/// The work that goes on.
pub struct Work<'scope, 'env> {
    threads: Threads<'scope, 'env>,
    course: &'env Course,
    events: Sender<Event>,
    judging: Option<Job<'scope>>,
    building: Option<Job<'scope>>,
    next: u64,
}

struct Job<'scope> {
    id: u64,
    stop: Stop,
    thread: ScopedJoinHandle<'scope, ()>,
    at: String,
}

impl<'scope, 'env> Work<'scope, 'env> {
    /// Nothing to do yet.
    pub fn new(
        threads: Threads<'scope, 'env>,
        course: &'env Course,
        events: Sender<Event>,
    ) -> Self {
        Self { threads, course, events, judging: None, building: None, next: 0 }
    }

    /// Judges the exercise. What was judged before is called off.
    pub fn judge(&mut self, exercise: &'env Exercise, look: Look) {
        let before = self.judging.take().map(|job| {
            job.stop.request();
            job.thread
        });
        let course = self.course;
        self.judging = Some(self.start("Compiling", move |stop, tell| {
            // Two cargos at once would wait for each other, and say so.
            if let Some(before) = before {
                let _ = before.join();
            }
            let verdict = judge::exercise(course, exercise, look, stop, tell);
            move |id| Event::Judged(id, verdict)
        }));
    }

    /// Builds the book, and opens it where the exercise belongs.
    pub fn build_book(&mut self, exercise: &'env Exercise) {
        let course = self.course;
        self.building = Some(self.start("Building the book", move |stop, tell| {
            let said = book::build(course, exercise, stop, tell);
            move |id| Event::Built(id, said)
        }));
    }

    fn start<E: FnOnce(u64) -> Event>(
        &mut self,
        at: &str,
        work: impl FnOnce(&Stop, &(dyn Fn(&str) + Sync)) -> E + Send + 'scope,
    ) -> Job<'scope> {
        self.next += 1;
        let (id, stop, events) = (self.next, Stop::default(), self.events.clone());
        let own = stop.clone();
        let thread = self.threads.spawn(move || {
            // The receiver is gone: the runner is ending.
            let tell = |what: &str| drop(events.send(Event::Told(id, what.to_owned())));
            // A mistake in the runner is to end it. Its threads are waited for only at the end, which would not come.
            let end = match catch_unwind(AssertUnwindSafe(|| work(&own, &tell))) {
                Ok(end) => end(id),
                Err(payload) => Event::Panicked(payload),
            };
            drop(events.send(end));
        });
        Job { id, stop, thread, at: at.to_owned() }
    }

    /// Takes down what a piece of work is at.
    pub fn told(&mut self, id: u64, what: String) {
        let jobs = self.judging.iter_mut().chain(&mut self.building);
        if let Some(job) = jobs.into_iter().find(|job| job.id == id) {
            job.at = what;
        }
    }

    /// Whether this piece of work is the one that was waited for; then nothing is any more.
    pub fn is_done(&mut self, task: Task, id: u64) -> bool {
        let job = self.job_mut(task);
        let is_it = job.as_ref().is_some_and(|job| job.id == id);
        if is_it {
            *job = None;
        }
        is_it
    }

    /// What the work of this kind is at, while it goes on.
    pub fn at(&self, task: Task) -> Option<&str> {
        let job = match task {
            Task::Judge => &self.judging,
            Task::Book => &self.building,
        };
        job.as_ref().map(|job| job.at.as_str())
    }

    fn job_mut(&mut self, task: Task) -> &mut Option<Job<'scope>> {
        match task {
            Task::Judge => &mut self.judging,
            Task::Book => &mut self.building,
        }
    }
}

/// Calls everything off, whatever the reason. The threads are waited for by their scope.
impl Drop for Work<'_, '_> {
    fn drop(&mut self) {
        for job in [&self.judging, &self.building].into_iter().flatten() {
            job.stop.request();
        }
    }
}
