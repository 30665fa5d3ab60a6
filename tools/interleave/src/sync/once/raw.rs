//! What `Once`, `OnceLock` and `LazyLock` have in common: an initialisation that is run by one thread at a time.

use std::fmt;
use std::panic::Location;

use crate::machine::entry::{self, perform};
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::fresh::Stamp;
use crate::machine::object::{Shape, State};
use crate::machine::request::{Request, Wait};
use crate::machine::site::Site;
use crate::machine::states::{self, Stage};
use crate::trace::Operation;

pub(super) struct RawOnce {
    stamp: Stamp,
    kind: &'static str,
}

/// What a thread that wants to run the initialisation must do.
pub(super) enum Entered<'a> {
    /// It runs the initialisation.
    Runs(Running<'a>),
    /// It need not, because the initialisation is complete.
    Complete,
    /// It must not, after a panic.
    Poisoned,
}

/// The initialisation runs; it has panicked if this is dropped.
pub(super) struct Running<'a> {
    raw: &'a RawOnce,
    object: u32,
    location: &'static Location<'static>,
    /// Whether an earlier one panicked.
    pub(super) after_a_panic: bool,
}

/// How values are shown, and the state at the first use in an execution.
pub(super) type Fresh = (Shape, states::Once);

impl RawOnce {
    pub(super) const fn new(kind: &'static str) -> Self {
        RawOnce { stamp: Stamp::new(), kind }
    }

    /// Whether it has yet to be used in this execution.
    pub(super) fn is_new(&self, execution: &Execution) -> bool {
        self.stamp.index(execution.number).is_none()
    }

    /// Whether it is in use in the execution that this thread runs: then no other thread of the system uses it.
    pub(super) fn is_in_use(&self) -> bool {
        !entry::current().is_null() && entry::with(|execution, _| !self.is_new(execution))
    }

    /// Whether it was used before, in any execution.
    pub(super) fn was_used(&self) -> bool {
        self.stamp.is_set()
    }

    /// Prints a value that may be looked at. A value that a model may have made is only hinted at.
    pub(super) fn debug<T: fmt::Debug>(
        &self,
        name: &str,
        value: Option<&T>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let mut tuple = f.debug_tuple(name);
        match value {
            Some(value) => tuple.field(value),
            None if self.was_used() && !self.is_in_use() && entry::current().is_null() => {
                tuple.field(&format_args!("<known to the model>"))
            }
            None => tuple.field(&format_args!("<uninit>")),
        };
        tuple.finish()
    }

    /// Makes the next use a first use.
    pub(super) fn forget(&self) {
        self.stamp.forget();
    }

    /// Waits while another thread runs the initialisation; then begins it, if that is still necessary.
    ///
    /// `fresh` is asked at the first use in an execution, `value` for what to show if it is complete.
    pub(super) fn enter(
        &self,
        minds_panics: bool,
        location: &'static Location<'static>,
        fresh: impl Fn() -> Fresh,
        value: impl FnOnce() -> Option<u64>,
    ) -> Entered<'_> {
        perform(
            |execution, _| {
                let object = self.register(execution, location, &fresh);
                Request::new(Operation::OnceStart, object, location).waits(Wait::NotRunning)
            },
            |execution, thread| {
                let object = self.register(execution, location, &fresh);
                let stage = execution.once(object).stage;
                let (operation, read) = match stage {
                    Stage::Complete => (Operation::OnceFound, value()),
                    Stage::Poisoned if minds_panics => (Operation::OncePoisoned, None),
                    Stage::Empty | Stage::Poisoned | Stage::Running(..) => {
                        (Operation::OnceStart, None)
                    }
                };
                let step = execution.step(Site::new(thread, object, location), operation);
                let step = execution.record(StepRecord { read, ..step });
                let known = execution.once(object).known.clone();
                execution.threads[thread].knowledge.join(&known);
                match stage {
                    Stage::Complete => {
                        let version = execution.once(object).version;
                        execution.threads[thread].reads.saw(location, object, version, 1);
                        Entered::Complete
                    }
                    Stage::Poisoned if minds_panics => Entered::Poisoned,
                    Stage::Empty | Stage::Poisoned | Stage::Running(..) => {
                        execution.once(object).stage = Stage::Running(thread, step);
                        execution.threads[thread].reads.makes_progress();
                        execution.hold_up(thread, object, step);
                        let after_a_panic = stage == Stage::Poisoned;
                        Entered::Runs(Running { raw: self, object, location, after_a_panic })
                    }
                }
            },
        )
    }

    /// Looks whether it is complete, without waiting; `value` is what to show of it then.
    pub(super) fn look(
        &self,
        operation: Operation,
        location: &'static Location<'static>,
        fresh: impl Fn() -> Fresh,
        value: impl FnOnce() -> Option<u64>,
    ) -> bool {
        perform(
            |execution, _| {
                let object = self.register(execution, location, &fresh);
                Request::new(operation, object, location).reads_only()
            },
            |execution, thread| {
                let object = self.register(execution, location, &fresh);
                let once = execution.once(object);
                let (complete, version) = (once.stage == Stage::Complete, once.version);
                let known = once.known.clone();
                let (operation, read) = match (operation, complete) {
                    (Operation::IsCompleted, _) => (operation, Some(u64::from(complete))),
                    (_, true) => (operation, value()),
                    (_, false) => (Operation::OnceGetFailed, None),
                };
                let step = execution.step(Site::new(thread, object, location), operation);
                let seen = u64::from(complete);
                let again = execution.threads[thread].reads.saw(location, object, version, seen);
                execution.record_look(StepRecord { read, ..step }, again);
                if complete {
                    execution.threads[thread].knowledge.join(&known);
                }
                complete
            },
        )
    }

    /// Waits for the end; returns whether it is complete.
    pub(super) fn wait(
        &self,
        until: Wait,
        location: &'static Location<'static>,
        fresh: impl Fn() -> Fresh,
    ) -> bool {
        perform(
            |execution, _| {
                let object = self.register(execution, location, &fresh);
                Request::new(Operation::OnceWait, object, location).reads_only().waits(until)
            },
            |execution, thread| {
                let object = self.register(execution, location, &fresh);
                let step = execution.step(Site::new(thread, object, location), Operation::OnceWait);
                execution.record(step);
                let once = execution.once(object);
                let (complete, version) = (once.stage == Stage::Complete, once.version);
                let known = once.known.clone();
                execution.threads[thread].knowledge.join(&known);
                execution.threads[thread].reads.saw(location, object, version, 2);
                complete
            },
        )
    }

    /// Begins and completes it in one step, unless it is complete: `fill` puts the value in its place, and returns
    /// what to show of it.
    pub(super) fn set(
        &self,
        location: &'static Location<'static>,
        fresh: impl Fn() -> Fresh,
        fill: impl FnOnce() -> Option<u64>,
    ) {
        perform(
            |execution, _| {
                let object = self.register(execution, location, &fresh);
                Request::new(Operation::OnceSet, object, location).waits(Wait::NotRunning)
            },
            |execution, thread| {
                let object = self.register(execution, location, &fresh);
                let once = execution.once(object);
                let known = once.known.clone();
                if once.stage == Stage::Complete {
                    let version = once.version;
                    let step = execution
                        .step(Site::new(thread, object, location), Operation::OnceSetFailed);
                    execution.record(step);
                    execution.threads[thread].knowledge.join(&known);
                    execution.threads[thread].reads.saw(location, object, version, 3);
                } else {
                    execution.threads[thread].knowledge.join(&known);
                    let wrote = fill();
                    execution.end_once(thread, object, Operation::OnceSet, wrote, location);
                }
            },
        );
    }

    fn register(
        &self,
        execution: &mut Execution,
        location: &'static Location<'static>,
        fresh: impl Fn() -> Fresh,
    ) -> u32 {
        if let Some(object) = self.stamp.index(execution.number) {
            return object;
        }
        let (shape, once) = fresh();
        execution.register(&self.stamp, self.kind, shape, location, || State::Once(once))
    }
}

impl Running<'_> {
    /// Completes it: `fill` puts the value in its place in the same step, and returns what to show of it.
    pub(super) fn complete(self, fill: impl FnOnce() -> Option<u64>) {
        self.end(Operation::OnceFinish, fill);
        std::mem::forget(self);
    }

    fn end(&self, operation: Operation, fill: impl FnOnce() -> Option<u64>) {
        let (object, location) = (self.object, self.location);
        perform(
            |execution, _| {
                debug_assert!(!self.raw.is_new(execution), "it has begun in this execution");
                Request::new(operation, object, location)
            },
            |execution, thread| {
                let wrote = fill();
                execution.end_once(thread, object, operation, wrote, location);
            },
        );
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.end(Operation::OncePoison, || None);
    }
}

impl Execution {
    fn once(&mut self, object: u32) -> &mut states::Once {
        let State::Once(once) = &mut self.objects[object as usize].state else {
            unreachable!("it is registered as one")
        };
        once
    }

    fn end_once(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        wrote: Option<u64>,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), operation);
        self.record(StepRecord { wrote, ..step });
        let known = self.threads[thread].knowledge.clone();
        let once = self.once(object);
        let panicked = operation == Operation::OncePoison;
        once.stage = if panicked { Stage::Poisoned } else { Stage::Complete };
        once.known = known;
        once.version += 1;
        self.threads[thread].reads.makes_progress();
    }
}
