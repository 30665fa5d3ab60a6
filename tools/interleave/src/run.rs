//! The five questions as functions, and the answer to a replay.

use std::fmt;
use std::ops::Deref;

use crate::checker::{Checker, Outcomes, SearchError, Verdict, break_off, give_up};
use crate::machine::execution::{Execution, RawFailure};
use crate::machine::{scheduler, stacks};
use crate::schedule::Schedule;
use crate::search::driver::Driver;
use crate::search::replay::Script;
use crate::story::explain;
use crate::trace::{Counterexample, Phase, Trace};
use crate::tree::{Schedules, Shown};

/// Explores every interleaving of `program`, and panics with the counterexample if one fails. Otherwise prints
/// to stderr what was explored.
///
/// ```
/// use interleave::{sync::{Arc, Mutex}, thread};
///
/// interleave::model(|| {
///     let total = Arc::new(Mutex::new(0));
///     let theirs = Arc::clone(&total);
///     let other = thread::spawn(move || *theirs.lock().unwrap() += 1);
///     *total.lock().unwrap() += 1;
///     other.join().unwrap();
///     assert_eq!(*total.lock().unwrap(), 2);
/// });
/// ```
///
/// # Panics
///
/// Panics if a run fails, or if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn model<T>(program: impl Fn() -> T) {
    Checker::new().model(program);
}

/// Explores every interleaving of `program` and returns the verdict.
///
/// ```
/// use interleave::{sync::atomic::{AtomicU32, Ordering::SeqCst}, thread};
///
/// let verdict = interleave::check(|| {
///     let total = AtomicU32::new(0);
///     let add_one = || total.store(total.load(SeqCst) + 1, SeqCst);
///     thread::scope(|s| {
///         s.spawn(add_one);
///         s.spawn(add_one);
///     });
///     assert_eq!(total.into_inner(), 2);
/// });
/// let lost = verdict.counterexample().unwrap();
/// assert_eq!(lost.preemptions, 1);
/// ```
///
/// # Panics
///
/// Panics if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn check<T>(program: impl Fn() -> T) -> Verdict {
    Checker::new().check(program)
}

/// Every value that `program` can return.
///
/// # Panics
///
/// Panics if a run fails, or if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn outcomes<T: Ord>(program: impl Fn() -> T) -> Outcomes<T> {
    Checker::new().outcomes(program)
}

/// Runs `program` in exactly this order of steps; [`Schedule`] says how to write one.
///
/// ```
/// use interleave::{sync::atomic::{AtomicU32, Ordering::Relaxed}, thread};
///
/// let run = interleave::replay("A B B A", || {
///     let total = AtomicU32::new(0);
///     let add_one = || total.store(total.load(Relaxed) + 1, Relaxed);
///     thread::scope(|s| {
///         s.spawn(add_one);
///         s.spawn(add_one);
///     });
///     total.into_inner()
/// });
/// assert_eq!(run.value, 1);
/// ```
///
/// # Panics
///
/// Panics if the schedule is impossible, and says which step is and why; and if the run fails.
#[track_caller]
pub fn replay<T>(schedule: &(impl AsRef<str> + ?Sized), program: impl Fn() -> T) -> Run<T> {
    Checker::new().replay(schedule, program)
}

/// Every complete schedule of `program`, as a tree of choices. At the end of each stands what the program returns: see
/// [`Shown`].
///
/// # Panics
///
/// Panics if the search cannot be done: see [`SearchError`].
#[track_caller]
pub fn schedules<T: Shown<How>, How>(program: impl Fn() -> T) -> Schedules {
    Checker::new().schedules(program)
}

/// What happened in a replay. The steps are those of the [`Trace`] that it contains.
#[derive(Clone, Debug)]
pub struct Run<T> {
    /// What the program returned.
    pub value: T,
    /// The steps, and who took them.
    pub trace: Trace,
    /// The schedule, with nothing left out.
    pub schedule: Schedule,
    /// How many looks repeated the one before, at the same place and with the same result, without a spin hint.
    pub unhinted_spins: u64,
}

impl<T> Deref for Run<T> {
    type Target = Trace;

    fn deref(&self) -> &Trace {
        &self.trace
    }
}

impl<T> fmt::Display for Run<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.trace.fmt(f)
    }
}

/// Why a replay has no result.
#[derive(Clone, Debug)]
pub enum ReplayError {
    /// The run fails.
    Fails(Box<Counterexample>),
    /// The schedule cannot be followed.
    Search(SearchError),
}

impl Checker {
    /// Runs `program` in exactly this order of steps.
    ///
    /// # Panics
    ///
    /// Panics if the schedule is impossible, and says which step is and why; and if the run fails.
    #[track_caller]
    pub fn replay<T>(
        &self,
        schedule: &(impl AsRef<str> + ?Sized),
        program: impl Fn() -> T,
    ) -> Run<T> {
        match self.try_replay(schedule, program) {
            Ok(run) => run,
            Err(ReplayError::Fails(counterexample)) => break_off(&counterexample),
            Err(ReplayError::Search(error)) => give_up(&error),
        }
    }

    /// Runs `program` in exactly this order of steps, if that can be.
    ///
    /// # Errors
    ///
    /// The counterexample if the run fails; which step is impossible, and why, if one is.
    pub fn try_replay<T>(
        &self,
        schedule: &(impl AsRef<str> + ?Sized),
        program: impl Fn() -> T,
    ) -> Result<Run<T>, ReplayError> {
        crate::unseen::refuse().map_err(ReplayError::Search)?;
        let impossible = |problem, run| {
            ReplayError::Search(SearchError::Schedule { problem, run: Box::new(run) })
        };
        // An alternative such as `A:1` may be a stale read, which only the memory phase knows.
        let phase = match self.only {
            Some(phase) => phase,
            None if schedule.as_ref().contains(':') => Phase::Memory,
            None => Phase::Order,
        };
        let run = |counts_are_steps| {
            let script = Script::new(schedule.as_ref())
                .map_err(|problem| impossible(problem, Trace::default()))?;
            let mut value = None;
            let mut execution =
                Execution::new(phase, true, counts_are_steps, Driver::Script(Box::new(script)));
            crate::search::explore::alone(|| {
                if stacks::are_too_many() {
                    execution.fail(RawFailure::Search(SearchError::TooManyStacks));
                }
                scheduler::run(&mut execution, &mut || value = Some(program()))
            });
            Ok((execution, value))
        };
        let has_star = schedule.as_ref().trim_start().starts_with(crate::schedule::STAR);
        let (mut execution, mut value) = run(has_star)?;
        // Who writes a schedule need not know that the order of drops matters.
        if execution.counts_matter {
            (execution, value) = run(true)?;
        }
        if let Some(error) = execution.search_error() {
            std::mem::forget(value);
            return Err(ReplayError::Search(error));
        }
        let Driver::Script(script) = &mut execution.driver else {
            unreachable!("the driver is put back after each pick")
        };
        match (&execution.failure, script.problem.take(), value) {
            // A run that fails early leaves the rest of its schedule unused.
            (Some(_), _, value) => {
                // No code of the program runs after a failure, destructors included.
                std::mem::forget(value);
                let counterexample = explain::counterexample(&execution, 1);
                Err(ReplayError::Fails(Box::new(counterexample)))
            }
            (None, Some(problem), _) => Err(impossible(problem, explain::trace_of(&execution))),
            (None, None, Some(value)) => Ok(Run {
                value,
                trace: explain::trace_of(&execution),
                schedule: Schedule::of(&execution),
                unhinted_spins: crate::search::tally::unhinted(&execution),
            }),
            (None, None, None) => unreachable!("a run that does not fail returns a value"),
        }
    }
}
