//! Runs a program in an order that was written down.

use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use crate::checker::last::Last;
use crate::checker::{Checker, break_off, give_up, refuse_what_is_unseen};
use crate::explain;
use crate::machine::execution::Execution;
use crate::machine::rules::Rules;
use crate::search::error::SearchError;
use crate::search::explore::{Subject, alone, execute};
use crate::search::script::Script;
use crate::search::statistics::unhinted;
use crate::trace::schedule::STAR;
use crate::trace::{Counterexample, Phase, Schedule, Trace};

/// What happened in a replay. The steps are those of the [`Trace`] that it contains.
#[derive(Clone, Debug)]
pub struct Run<T> {
    /// What the program returned.
    pub value: T,
    /// The steps, and which thread took each.
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
    /// Panics if the schedule is impossible, naming the step and the reason, or if the run fails.
    #[track_caller]
    pub fn replay<T>(
        &self,
        schedule: &(impl AsRef<str> + ?Sized),
        program: impl Fn() -> T,
    ) -> Run<T> {
        match self.try_replay(schedule, program) {
            Ok(run) => run,
            Err(error) => not_replayed(error),
        }
    }

    /// Runs `program` in exactly this order of steps, if that is possible.
    ///
    /// # Errors
    ///
    /// The counterexample if the run fails; the step that is impossible, and why, if there is one.
    pub fn try_replay<T>(
        &self,
        schedule: &(impl AsRef<str> + ?Sized),
        program: impl Fn() -> T,
    ) -> Result<Run<T>, ReplayError> {
        let last = Last::new();
        let mut run = || last.keep(program());
        let subject = Subject { run: &mut run, discard: &|failed| last.discard(failed) };
        let run = self.replay_any(schedule.as_ref(), subject)?;
        Ok(run.returns(last.take()))
    }

    /// Replays, without returning the value. It doesn't know the type of the program, so it is compiled once, here,
    /// and not again with every test.
    fn replay_any(&self, schedule: &str, subject: Subject<'_>) -> Result<Run<()>, ReplayError> {
        refuse_what_is_unseen().map_err(ReplayError::Search)?;
        let impossible = |problem, run| {
            ReplayError::Search(SearchError::Schedule { problem, run: Box::new(run) })
        };
        // An alternative such as `A:1` may be a stale read, which only the memory phase knows.
        let phase = match self.only {
            Some(phase) => phase,
            None if schedule.contains(':') => Phase::Memory,
            None => Phase::Order,
        };
        let mut run = |counts_are_steps| {
            let script =
                Script::new(schedule).map_err(|problem| impossible(problem, Trace::default()))?;
            let script = Rc::new(RefCell::new(script));
            let chooser = Rc::clone(&script);
            let rules = Rules::of(self.belief);
            let mut execution = Execution::new(phase, rules, true, counts_are_steps, chooser);
            alone(|| execute(&mut execution, subject.run));
            let problem = script.borrow_mut().problem.take();
            Ok((execution, problem))
        };
        let has_star = schedule.trim_start().starts_with(STAR);
        let (mut execution, mut problem) = run(has_star)?;
        // The author of a schedule need not know that the order of drops matters.
        if execution.counts_matter {
            (subject.discard)(false);
            (execution, problem) = run(true)?;
        }
        if let Some(error) = SearchError::of(&mut execution) {
            (subject.discard)(true);
            return Err(ReplayError::Search(error));
        }
        match (&execution.failure, problem) {
            // A run that fails early leaves the rest of its schedule unused.
            (Some(_), _) => {
                // No code of the program runs after a failure, destructors included.
                (subject.discard)(true);
                let counterexample = explain::counterexample(&execution, 1);
                Err(ReplayError::Fails(Box::new(counterexample)))
            }
            (None, Some(problem)) => Err(impossible(problem, explain::trace_of(&execution))),
            (None, None) => Ok(Run {
                value: (),
                trace: explain::trace_of(&execution),
                schedule: explain::schedule_of(&execution),
                unhinted_spins: unhinted(&execution),
            }),
        }
    }
}

impl Run<()> {
    fn returns<T>(self, value: Option<T>) -> Run<T> {
        let Run { value: (), trace, schedule, unhinted_spins } = self;
        let value = value.expect("a run that does not fail returns a value");
        Run { value, trace, schedule, unhinted_spins }
    }
}

#[track_caller]
fn not_replayed(error: ReplayError) -> ! {
    match error {
        ReplayError::Fails(counterexample) => break_off(&counterexample),
        ReplayError::Search(error) => give_up(&error),
    }
}
