//! Work that goes on while keys are heard: judging an exercise, building the book.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread::ScopedJoinHandle;

use crate::command::{book, check};
use crate::course::{Course, Exercise};
use crate::interrupt::Stop;
use crate::judge;
use crate::trial::Look;

use super::{Event, Threads};

/// What can be worked at, each beside the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Judging the exercise.
    Judge,
    /// Building the book.
    Book,
    /// Judging all exercises.
    Check,
}

/// The work that goes on.
pub struct Work<'scope, 'env> {
    threads: Threads<'scope, 'env>,
    course: &'env Course,
    events: Sender<Event>,
    jobs: BTreeMap<Task, Job<'scope>>,
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
        Self { threads, course, events, jobs: BTreeMap::new(), next: 0 }
    }

    /// Judges the exercise. What was judged before is called off.
    pub fn judge(&mut self, exercise: &'env Exercise, look: Look) {
        let before = self.jobs.remove(&Task::Judge).map(|job| {
            job.stop.request();
            job.thread
        });
        let course = self.course;
        self.start(Task::Judge, "Compiling", move |stop, tell| {
            // Two cargos at once would wait for each other, and say so.
            if let Some(before) = before {
                let _ = before.join();
            }
            let verdict = judge::exercise(course, exercise, look, stop, tell);
            move |id| Event::Judged(id, verdict)
        });
    }

    /// Builds the book, and opens it where the exercise belongs.
    pub fn build_book(&mut self, exercise: &'env Exercise) {
        let course = self.course;
        self.start(Task::Book, "Building the book", move |stop, tell| {
            let said = book::build(course, exercise, stop, tell);
            move |id| Event::Said(Task::Book, id, said)
        });
    }

    /// Judges all exercises.
    pub fn check_all(&mut self, look: Look) {
        let course = self.course;
        self.start(Task::Check, "Checking all exercises", move |stop, _| {
            let said = check::aside(course, look, stop);
            move |id| Event::Said(Task::Check, id, said)
        });
    }

    fn start<E: FnOnce(u64) -> Event>(
        &mut self,
        task: Task,
        at: &str,
        work: impl FnOnce(&Stop, &(dyn Fn(&str) + Sync)) -> E + Send + 'scope,
    ) {
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
        self.jobs.insert(task, Job { id, stop, thread, at: at.to_owned() });
    }

    /// Takes down what a piece of work is at.
    pub fn told(&mut self, id: u64, what: String) {
        if let Some(job) = self.jobs.values_mut().find(|job| job.id == id) {
            job.at = what;
        }
    }

    /// Whether this piece of work is the one that was waited for; then nothing is any more.
    pub fn is_done(&mut self, task: Task, id: u64) -> bool {
        let is_it = self.jobs.get(&task).is_some_and(|job| job.id == id);
        if is_it {
            self.jobs.remove(&task);
        }
        is_it
    }

    /// What the work of this kind is at, while it goes on.
    pub fn at(&self, task: Task) -> Option<&str> {
        self.jobs.get(&task).map(|job| job.at.as_str())
    }

    /// What is worked at, if anything.
    pub fn words(&self) -> Option<String> {
        let words: Vec<String> = self.jobs.values().map(|job| format!("{} …", job.at)).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// Calls everything off, whatever the reason. The threads are waited for by their scope.
impl Drop for Work<'_, '_> {
    fn drop(&mut self) {
        for job in self.jobs.values() {
            job.stop.request();
        }
    }
}
