//! Starting a thread, and waiting for its end.

use std::io;
use std::panic::Location;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Result, Thread};
use crate::machine::entry::{at_once, must_be_of, perform, with};
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::request::{NO_OBJECT, Request, Wait, end};
use crate::machine::site::Site;
use crate::machine::thread_set::{bit, threads};
use crate::trace::Operation;

/// Starts a thread, as [`std::thread::spawn`].
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    JoinHandle(start(None, f))
}

/// Names a thread before it starts, as [`std::thread::Builder`].
#[derive(Debug, Default)]
pub struct Builder {
    pub(super) name: Option<String>,
}

impl Builder {
    /// A builder without a name.
    pub fn new() -> Self {
        Builder::default()
    }

    /// The name under which the thread appears in a counterexample.
    #[must_use]
    pub fn name(mut self, name: String) -> Self {
        self.name = Some(name);
        self
    }

    /// Accepted, but has no effect: all model threads have stacks of the same size.
    #[must_use]
    pub fn stack_size(self, _size: usize) -> Self {
        self
    }

    /// Starts the thread. Never fails, but has std's signature.
    ///
    /// # Errors
    ///
    /// None.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(JoinHandle(start(self.name, f)))
    }
}

/// The right to wait for a thread, as [`std::thread::JoinHandle`].
#[derive(Debug)]
pub struct JoinHandle<T>(pub(super) Started<T>);

impl<T> JoinHandle<T> {
    /// Waits until the thread has ended, and returns what it returned.
    ///
    /// # Errors
    ///
    /// What the thread panicked with, if it did.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.0.join()
    }

    /// Whether the thread has ended; if so, joining it doesn't wait. It orders nothing: what the thread did may not
    /// be visible yet.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.0.is_finished()
    }

    /// The thread.
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }
}

/// A thread that was started, and the place where it leaves its result.
#[derive(Debug)]
pub(super) struct Started<T> {
    pub(super) thread: Thread,
    result: Arc<Place<T>>,
}

/// Where a thread leaves its result.
pub(super) type Place<T> = Mutex<Option<Result<T>>>;

impl<T> Started<T> {
    #[track_caller]
    pub(super) fn join(self) -> Result<T> {
        must_be_of(self.thread.execution, "JoinHandle");
        join(Joined::One(self.thread.index), Location::caller());
        let result = self.result.lock().unwrap_or_else(PoisonError::into_inner).take();
        result.expect("a thread leaves its result before it ends")
    }
}

impl<T> Started<T> {
    /// Whether the thread has ended.
    ///
    /// A thread that has taken its last step ends some time later, so the answer may still be no, once. Std's answer
    /// orders nothing, so this one doesn't either.
    #[track_caller]
    pub(super) fn is_finished(&self) -> bool {
        let location = Location::caller();
        let index = self.thread.index;
        must_be_of(self.thread.execution, "JoinHandle");
        perform(
            |_, _| Request::new(Operation::IsFinished, end(index), location),
            |execution, thread| {
                let ended = execution.threads[index].done;
                let finished = match (ended, execution.threads[index].seen_ended) {
                    (true, true) => true,
                    (true, false) => {
                        execution.threads[index].seen_ended = true;
                        execution.choose(2) == 0
                    }
                    (false, _) => false,
                };
                let answer = u64::from(finished);
                let step =
                    execution.step(Site::new(thread, NO_OBJECT, location), Operation::IsFinished);
                let reads = &mut execution.threads[thread].reads;
                let again = reads.saw(location, end(index), u32::from(ended), answer);
                let step = StepRecord { target: Some(index), read: Some(answer), ..step };
                execution.record_look(step, again);
                finished
            },
        )
    }
}

#[track_caller]
fn start<F, T>(name: Option<String>, f: F) -> Started<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (body, result) = package(f);
    let thread = launch(name, body);
    Started { thread, result }
}

/// A thread's body that leaves its result where the joining thread finds it.
pub(super) fn package<'a, F, T>(f: F) -> (Box<dyn FnOnce() + 'a>, Arc<Place<T>>)
where
    F: FnOnce() -> T + 'a,
    T: 'a,
{
    let (place, result) = place();
    (Box::new(move || leave(&place, catch_unwind(AssertUnwindSafe(f)))), result)
}

/// A place, and a second handle to it.
fn place<T>() -> (Arc<Place<T>>, Arc<Place<T>>) {
    let place = Arc::new(Mutex::new(None));
    (Arc::clone(&place), place)
}

fn leave<T>(place: &Place<T>, outcome: Result<T>) {
    let panicked = outcome.is_err();
    *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
    if panicked {
        // This tells the scheduler of the panic; the joining thread gets its payload.
        resume_unwind(Box::new(()));
    }
}

pub(super) fn started<T>(thread: Thread, result: Arc<Place<T>>) -> Started<T> {
    Started { thread, result }
}

/// Adds a thread to the execution, and records that it was spawned.
#[track_caller]
pub(super) fn launch(name: Option<String>, body: Box<dyn FnOnce()>) -> Thread {
    let location = Location::caller();
    at_once(|execution, thread| {
        let step = execution.step(Site::new(thread, NO_OBJECT, location), Operation::Spawn);
        let target = Some(execution.threads.len());
        execution.record(StepRecord { target, ..step });
        execution.threads[thread].reads.makes_progress();
        let index = execution.add_thread(name, body, location);
        Thread::new(execution, index)
    })
}

/// The thread or the scope whose end a thread waits for.
#[derive(Clone, Copy)]
pub(super) enum Joined {
    One(usize),
    Scope(usize),
}

/// Waits for one thread, or for all of a scope.
pub(super) fn join(joined: Joined, location: &'static Location<'static>) {
    let effect = move |execution: &mut Execution, thread: usize| {
        let ended = match joined {
            Joined::One(other) => bit(other),
            Joined::Scope(scope) => execution.scopes[scope].iter().fold(0, |all, &t| all | bit(t)),
        };
        for other in threads(ended) {
            if !execution.threads[other].joined {
                let at = Site::new(thread, NO_OBJECT, location);
                let step = execution.step(at, Operation::Join);
                execution.record(StepRecord { target: Some(other), ..step });
                execution.learn_from(thread, other);
            }
        }
        execution.threads[thread].reads.makes_progress();
    };
    let has_ended = with(|execution, _| match joined {
        Joined::One(other) => execution.threads[other].done,
        Joined::Scope(scope) => execution.scopes[scope].iter().all(|&t| execution.threads[t].done),
    });
    if has_ended {
        return at_once(effect);
    }
    let until = match joined {
        Joined::One(other) => Wait::Ended(other),
        Joined::Scope(scope) => Wait::Scope(scope),
    };
    let request = Request::new(Operation::Join, NO_OBJECT, location).reads_only().waits(until);
    perform(|_, _| request, effect)
}
